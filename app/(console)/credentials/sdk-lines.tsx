import { CodeBlock } from '@/components/ui/code-block';

export type SdkLinesProps = { baseUrl: string };

/** The three lines with which a program calls the API. */
export function SdkLines({ baseUrl }: SdkLinesProps) {
  return (
    <section aria-labelledby="sdk-lines" className="max-w-[740px] px-7 pt-9 pb-10 max-tablet:px-4">
      <h2 id="sdk-lines" className="font-heading text-md">
        From your application
      </h2>
      <p className="mt-0.5 mb-3 text-ink-2">
        The official SDKs work as they are. In Node, after{' '}
        <code className="font-mono text-ink text-sm">npm install @scalekit-sdk/node</code>:
      </p>
      <CodeBlock>{sdkLines(baseUrl)}</CodeBlock>
      <p className="mt-3 text-ink-2">
        Every call, with its fields and an example by curl:{' '}
        <a
          href="/docs/api"
          className="text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink"
        >
          API reference
        </a>
      </p>
    </section>
  );
}

function sdkLines(baseUrl: string): string {
  return [
    "import { ScalekitClient } from '@scalekit-sdk/node';",
    `const usher = new ScalekitClient('${baseUrl}', clientId, clientSecret);`,
    "await usher.user.createUserAndMembership('org_...', { email: 'ada@example.com' });",
  ].join('\n');
}
