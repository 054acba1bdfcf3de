import type { Config } from 'tailwindcss';
import plugin from 'tailwindcss/plugin';
import { fonts, lightColors, radii, shadows, tokenRules } from './lib/look/tokens';

export default {
  content: ['./app/**/*.tsx', './components/**/*.tsx'],
  theme: {
    screens: { tablet: '760px', desktop: '1080px', wide: '1440px' },
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      white: '#ffffff',
      ...references('color', lightColors),
    },
    fontFamily: fonts,
    fontSize: {
      xs: ['12px', '16px'],
      sm: ['13px', '18px'],
      base: ['14px', '20px'],
      md: ['15px', '23px'],
      lg: ['17px', { lineHeight: '24px', letterSpacing: '-0.012em' }],
      xl: ['22px', { lineHeight: '30px', letterSpacing: '-0.018em' }],
    },
    fontWeight: { normal: '400', medium: '500', strong: '550', semibold: '600', heading: '650' },
    borderRadius: radii,
    boxShadow: { none: 'none', ...references('shadow', shadows.light) },
    extend: {
      animation: {
        appear: 'appear 140ms ease-out',
        vanish: 'vanish 110ms ease-in forwards',
        rise: 'rise 180ms cubic-bezier(0.2, 0.8, 0.2, 1)',
        'sheet-up': 'sheet-up 240ms cubic-bezier(0.2, 0.8, 0.2, 1)',
        'sheet-in': 'sheet-in 200ms cubic-bezier(0.2, 0.8, 0.2, 1)',
        shimmer: 'shimmer 1.4s ease-in-out infinite',
        settle: 'settle 2.4s ease-out',
        turn: 'turn 700ms linear infinite',
      },
      keyframes: {
        appear: { from: { opacity: '0' } },
        vanish: { to: { opacity: '0' } },
        rise: { from: { opacity: '0', transform: 'translateY(6px) scale(0.985)' } },
        'sheet-up': { from: { transform: 'translateY(100%)' } },
        'sheet-in': { from: { transform: 'translateX(-100%)' } },
        shimmer: { '50%': { opacity: '0.45' } },
        settle: { '0%, 35%': { backgroundColor: 'var(--usher-color-ok-wash)' } },
        turn: { to: { transform: 'rotate(360deg)' } },
      },
    },
  },
  plugins: [plugin(({ addBase }) => addBase(tokenRules))],
} satisfies Config;

function references(prefix: string, tokens: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(tokens).map((name) => [name, `var(--usher-${prefix}-${name})`]));
}
