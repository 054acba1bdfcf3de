/** Text that may stand in a page as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Value = string | number | Html | readonly Html[];

/** A piece of a page: whatever is not Html itself is escaped. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = strings.map((piece, index) => piece + show(values[index] ?? ''));
  return new Html(parts.join(''));
}

export function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<main><h1>${title}</h1>${content}</main>
</html>`.toString();
}

export function errorPage(message: string): string {
  return page('That did not work', html`<p role="alert">${message}</p><p><a href="/members">Back</a></p>`);
}

function show(value: Value): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(show).join('');
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = new Html(`
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border-bottom: 1px solid #ddd; padding: .4rem .6rem .4rem 0; text-align: left; }
  label { display: inline-block; margin-right: 1rem; }
  input, select, button { font: inherit; padding: .25rem .5rem; }
  [role=alert] { color: #a40000; }
`);
