import { isLoopbackHost } from '@/lib/env';

type EndpointNoticeProps = {
  /** The base URL that the directory is given. */
  endpoint: string;
  /** Who can mend it, and how. */
  advice: string;
};

/** Says that a directory in the cloud does not reach this base URL; nothing where it may. */
export function EndpointNotice({ endpoint, advice }: EndpointNoticeProps) {
  const { protocol, hostname, host } = new URL(endpoint);
  const isLocal = isLoopbackHost(hostname);
  if (protocol === 'https:' && !isLocal) return null;
  return (
    <p role="note" className="rounded-md border border-wait/25 bg-wait-wash px-3.5 py-3 text-wait">
      {isLocal
        ? `${host} is this machine alone: a directory in the cloud cannot reach it.`
        : 'This base URL is not https: a directory in the cloud refuses it, and its secret would travel in the clear.'}{' '}
      {advice}
    </p>
  );
}
