import type { CSSProperties } from 'react';

const fontFamily =
  "Inter, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

const text = { margin: 0, fontFamily, wordBreak: 'break-word' } as const;

/** With what Outlook alone reads. */
type MailStyle = CSSProperties & { readonly msoPaddingAlt?: string };

/** The light look, inline, since several mail programs read nothing else. */
export const styles = {
  body: { margin: 0, padding: 0, backgroundColor: '#fafaf9' },
  page: { padding: '32px 12px', backgroundColor: '#fafaf9' },
  card: {
    width: '100%',
    maxWidth: 480,
    backgroundColor: '#ffffff',
    border: '1px solid #e7e5e4',
    borderRadius: 18,
    borderCollapse: 'separate',
  },
  inside: { padding: '36px 32px 28px' },
  tile: {
    width: 56,
    height: 56,
    borderRadius: 15,
    backgroundColor: '#0f766e',
    color: '#ffffff',
    fontFamily,
    fontSize: 24,
    fontWeight: 650,
    lineHeight: '56px',
    textAlign: 'center',
  },
  heading: {
    ...text,
    padding: '20px 0 8px',
    color: '#1c1917',
    fontSize: 22,
    fontWeight: 650,
    lineHeight: '30px',
    letterSpacing: '-0.02em',
    textAlign: 'center',
  },
  paragraph: {
    ...text,
    paddingBottom: 12,
    color: '#57534e',
    fontSize: 15,
    lineHeight: '23px',
    textAlign: 'center',
  },
  code: {
    ...text,
    padding: '6px 0 10px',
    color: '#1c1917',
    fontFamily: "'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace",
    fontSize: 32,
    fontWeight: 650,
    lineHeight: '44px',
    letterSpacing: '0.16em',
    textAlign: 'center',
  },
  facts: {
    margin: '10px 0 24px',
    padding: '5px 0',
    borderTop: '1px solid #e7e5e4',
    borderBottom: '1px solid #e7e5e4',
  },
  label: {
    ...text,
    padding: '7px 16px 7px 0',
    color: '#6f6a66',
    fontSize: 14,
    lineHeight: '20px',
    textAlign: 'left',
    verticalAlign: 'top',
    whiteSpace: 'nowrap',
  },
  value: {
    ...text,
    padding: '7px 0',
    color: '#1c1917',
    fontSize: 14,
    fontWeight: 500,
    lineHeight: '20px',
    textAlign: 'right',
    verticalAlign: 'top',
  },
  button: { borderRadius: 8, backgroundColor: '#1c1917', msoPaddingAlt: '13px 20px' },
  buttonLink: {
    ...text,
    display: 'block',
    padding: '12px 20px',
    color: '#ffffff',
    fontSize: 15,
    fontWeight: 500,
    lineHeight: '20px',
    textAlign: 'center',
    textDecoration: 'none',
  },
  note: {
    ...text,
    paddingTop: 14,
    color: '#6f6a66',
    fontSize: 13,
    lineHeight: '18px',
    textAlign: 'center',
  },
  link: { color: '#6f6a66', textDecoration: 'underline', wordBreak: 'break-all' },
  foot: {
    ...text,
    padding: '20px 0 0',
    color: '#6f6a66',
    fontSize: 12,
    lineHeight: '16px',
    textAlign: 'center',
  },
} as const satisfies Record<string, MailStyle>;

/** What a small screen and a dark one change. `data-ogsc` is how Outlook.com says dark. */
export const styleSheet = [
  ':root { color-scheme: light dark; supported-color-schemes: light dark; }',
  '@media (max-width: 480px) { .inside { padding: 28px 20px 24px !important; } }',
  `@media (prefers-color-scheme: dark) { ${darkRules('').join(' ')} }`,
  ...darkRules('[data-ogsc] '),
].join('\n');

function darkRules(prefix: string): string[] {
  return [
    `${prefix}.page { background-color: #100f0e !important; }`,
    `${prefix}.card { background-color: #161413 !important; border-color: #2b2826 !important; }`,
    `${prefix}.facts { border-color: #2b2826 !important; }`,
    `${prefix}.ink { color: #f5f5f4 !important; }`,
    `${prefix}.ink-2 { color: #b5afa9 !important; }`,
    `${prefix}.ink-3 { color: #9a938d !important; }`,
    `${prefix}.button { background-color: #f5f5f4 !important; }`,
    `${prefix}.button-link { color: #161413 !important; }`,
  ];
}
