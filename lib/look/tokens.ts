/**
 * The design tokens: ink on paper, one line weight, colour only where it says something.
 * Dark is not inverted light but has values of its own. Every text colour keeps a contrast of
 * 4.5:1 on `paper`, `wash`, `sunk` and on the selected row; `edge` keeps 3:1 for small controls.
 */
export const lightColors = {
  paper: '#ffffff',
  wash: '#fafaf9',
  sunk: '#f5f5f4',
  line: '#e7e5e4',
  'line-strong': '#d6d3d1',
  edge: '#8c8681',
  ink: '#1c1917',
  'ink-2': '#57534e',
  'ink-3': '#6f6a66',
  primary: '#1c1917',
  'primary-hover': '#37322e',
  'on-primary': '#ffffff',
  brand: '#9f1d4a',
  focus: '#2563eb',
  'on-focus': '#ffffff',
  ok: '#15803d',
  'ok-wash': '#f0fdf4',
  wait: '#955705',
  'wait-wash': '#fefce8',
  bad: '#b91c1c',
  'bad-wash': '#fef2f2',
  'bad-hover': '#991b1b',
  'on-bad': '#ffffff',
  info: '#1d4ed8',
  'info-wash': '#eff6ff',
  off: '#57534e',
  'off-wash': '#f5f5f4',
  veil: 'rgb(20 18 16 / 0.45)',
} as const;

const darkColors: Record<keyof typeof lightColors, string> = {
  paper: '#161413',
  wash: '#100f0e',
  sunk: '#1f1c1b',
  line: '#2b2826',
  'line-strong': '#3d3936',
  edge: '#7d756e',
  ink: '#f5f5f4',
  'ink-2': '#b5afa9',
  'ink-3': '#9a938d',
  primary: '#f5f5f4',
  'primary-hover': '#d9d6d3',
  'on-primary': '#161413',
  brand: '#f0769f',
  focus: '#60a5fa',
  'on-focus': '#0b1220',
  ok: '#4ade80',
  'ok-wash': '#0f2417',
  wait: '#facc15',
  'wait-wash': '#262009',
  bad: '#f87171',
  'bad-wash': '#2a1212',
  'bad-hover': '#fca5a5',
  'on-bad': '#2a0d0d',
  info: '#93c5fd',
  'info-wash': '#111c33',
  off: '#a8a29e',
  'off-wash': '#221f1d',
  veil: 'rgb(0 0 0 / 0.6)',
};

export const shadows = {
  light: {
    raised: '0 1px 2px rgb(28 25 23 / 0.05)',
    lift: '0 24px 48px -16px rgb(28 25 23 / 0.28), 0 2px 6px rgb(28 25 23 / 0.08)',
    menu: '0 12px 28px -8px rgb(28 25 23 / 0.18), 0 2px 5px rgb(28 25 23 / 0.06)',
  },
  dark: {
    raised: '0 0 #0000',
    lift: '0 24px 48px -12px rgb(0 0 0 / 0.7)',
    menu: '0 12px 28px -8px rgb(0 0 0 / 0.6)',
  },
} as const;

export const fonts = {
  sans: ['"Inter Variable"', 'ui-sans-serif', 'system-ui', 'sans-serif'],
  mono: ['ui-monospace', '"SF Mono"', '"DejaVu Sans Mono"', 'monospace'],
};

export const radii = {
  none: '0',
  xs: '4px',
  sm: '6px',
  md: '8px',
  lg: '14px',
  xl: '18px',
  full: '9999px',
};

type Declarations = Readonly<Record<string, string>>;

const light: Declarations = {
  'color-scheme': 'light dark',
  ...declarations('color', lightColors),
  ...declarations('shadow', shadows.light),
};
const dark: Declarations = { ...declarations('color', darkColors), ...declarations('shadow', shadows.dark) };

/** Colours and shadows as custom properties (`--usher-color-ink`), light and dark, for whatever style sheet is to use them. */
export const tokenRules = {
  ':root': light,
  '@media (prefers-color-scheme: dark)': { ':root': dark },
};

/** The same as text, for pages that no build makes. */
export function tokenStyle(): string {
  const block = (values: Declarations) =>
    `:root { ${Object.entries(values)
      .map(([name, value]) => `${name}: ${value};`)
      .join(' ')} }`;
  return `${block(light)}\n@media (prefers-color-scheme: dark) { ${block(dark)} }`;
}

function declarations(prefix: string, tokens: Declarations): Declarations {
  return Object.fromEntries(
    Object.entries(tokens).map(([name, value]) => [`--usher-${prefix}-${name}`, value]),
  );
}
