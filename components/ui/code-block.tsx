/** Lines of code to copy from; long ones wrap. */
export function CodeBlock({ children }: { children: string }) {
  return (
    <pre className="whitespace-pre-wrap rounded-md border border-line bg-sunk px-3.5 py-3 font-mono text-ink text-sm wrap-anywhere">
      {children}
    </pre>
  );
}
