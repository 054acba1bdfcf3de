import { CopyButton } from '@/components/ui/copy-field';

/** What is sent, laid out for people; what is copied are the bytes. */
export function MessageText({ message }: { message: string }) {
  return (
    <section aria-labelledby="message" className="min-w-0">
      <div className="mb-3 flex items-center justify-between gap-4">
        <h2 id="message" className="font-heading text-md">
          What is sent
        </h2>
        <CopyButton text={message} size="small" />
      </div>
      <pre className="whitespace-pre-wrap rounded-md border border-line bg-sunk px-3.5 py-3 font-mono text-ink text-xs wrap-anywhere">
        {JSON.stringify(JSON.parse(message), null, 2)}
      </pre>
    </section>
  );
}
