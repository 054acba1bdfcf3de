import type { FrontDoor } from '@/lib/workspace/view-front-door';
import { escapeHtml } from './escape-html';

/** The picture of the application, or the first letter of its name, for a page that is answered without Next. */
export function logoTile({ applicationName, hasLogo }: FrontDoor): string {
  if (hasLogo) return '<img class="logo" src="/logo" alt="">';
  const letter = applicationName.match(/[\p{L}\p{N}]/u)?.[0].toLocaleUpperCase('en') ?? '·';
  return `<span class="logo tile" aria-hidden="true">${escapeHtml(letter)}</span>`;
}
