import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml } from './escape-html';
import { plainPageStyle } from './plain-page-style';

/** A page that is answered without Next. Everything but the title is HTML, escaped by the caller. */
export interface PlainPage {
  readonly title: string;
  readonly content: string;
  /** For pages that show much: a wide card from the top on, whose content has its own heading. */
  readonly isWide?: boolean;
  /** Above the heading of a narrow card. */
  readonly logo?: string;
  readonly script?: string;
}

/** Answers with a page of one card that looks like those of the pages beside it, and needs nothing but itself. */
export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  { status = 200, ...page }: PlainPage & { readonly status?: number },
): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(plainPage(page, nonceOf(request)));
}

/** Of the policy that the answer has. */
export function nonceOf(request: IncomingMessage): string {
  return String(request.headers['x-nonce'] ?? '');
}

/** The page as a whole; style and script have the nonce of the answer's policy. */
export function plainPage(
  { title, content, isWide = false, logo = '', script }: PlainPage,
  nonce: string,
): string {
  const attribute = `nonce="${escapeHtml(nonce)}"`;
  const heading = isWide ? '' : `${logo}<h1>${escapeHtml(title)}</h1>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style ${attribute}>${plainPageStyle}</style>
</head>
<body${isWide ? ' class="wide"' : ''}>
<main>${heading}
${content}
</main>
${script ? `<script ${attribute}>${script}</script>\n` : ''}</body>
</html>
`;
}
