/** A page without scripts for whoever runs the application. The content is HTML, escaped by the caller. */
export function plainPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem">
<h1 style="font-size: 1.25rem">${title}</h1>
${content}
</body>
</html>
`;
}
