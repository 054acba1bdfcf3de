import { fonts, radii, tokenStyle } from '@/lib/look/tokens';
import { fontPath } from './font';

const color = (name: string) => `var(--usher-color-${name})`;

/** The look of the pages that are answered without Next: the cards of the pages beside them (components/shell/card-page). */
export const plainPageStyle = `
${tokenStyle()}
@font-face {
  font-family: "Inter Variable"; src: url("${fontPath}") format("woff2-variations"); font-weight: 100 900; font-display: swap;
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; padding: 24px 16px;
  display: flex; flex-direction: column; align-items: center; justify-content: center;
  background: ${color('wash')}; color: ${color('ink')};
  font: 15px/23px ${fonts.sans.join(', ')}; -webkit-font-smoothing: antialiased; font-feature-settings: "cv05", "ss03";
}
main {
  width: 420px; max-width: 100%; padding: 36px 32px 28px; text-align: center; overflow-wrap: anywhere;
  border: 1px solid ${color('line')}; border-radius: ${radii.xl}; background: ${color('paper')};
  box-shadow: var(--usher-shadow-lift);
}
.wide main { width: 660px; text-align: left; }
.wide { justify-content: flex-start; }
h1 { margin: 0 0 8px; font-size: 22px; line-height: 30px; font-weight: 650; letter-spacing: -0.018em; text-wrap: balance; }
h2 { margin: 28px 0 10px; font-size: 15px; line-height: 23px; font-weight: 650; }
p { margin: 0 0 12px; }
.lead { color: ${color('ink-2')}; text-wrap: balance; }
.wide .lead { text-wrap: pretty; }
.quiet { color: ${color('ink-3')}; font-size: 13px; line-height: 18px; }
strong { font-weight: 600; }
a { color: inherit; text-underline-offset: 2px; }
code { font: 13px/18px ${fonts.mono.join(', ')}; }
:focus-visible { outline: 2px solid ${color('focus')}; outline-offset: 2px; }
.logo { display: block; width: 56px; height: 56px; margin: 0 auto 20px; object-fit: contain; }
.tile {
  display: grid; place-items: center; border-radius: 15px; background: #0f766e; color: #ffffff; font-size: 24px; font-weight: 650;
}
.head { display: flex; gap: 14px; align-items: flex-start; }
.mark { flex: none; display: grid; place-items: center; width: 40px; height: 40px; border-radius: ${radii.full}; }
.mark svg { width: 20px; height: 20px; }
.ok { background: ${color('ok-wash')}; color: ${color('ok')}; }
.bad { background: ${color('bad-wash')}; color: ${color('bad')}; }
.wait { background: ${color('wait-wash')}; color: ${color('wait')}; }
.note {
  margin: 18px 0 0; padding: 12px 14px; border: 1px solid ${color('line')}; border-radius: ${radii.md};
  background: ${color('wash')}; color: ${color('ink-2')};
}
.note + p { margin: 16px 0 0; }
.note p:last-child { margin: 0; }
.note strong { color: ${color('ink')}; }
dl { display: grid; grid-template-columns: minmax(120px, auto) 1fr; gap: 8px 20px; margin: 0; }
.facts { grid-template-columns: auto 1fr; margin: 0 0 22px; padding: 14px 0; border: solid ${color('line')}; border-width: 1px 0; text-align: left; }
dt { color: ${color('ink-3')}; }
dd { margin: 0; font-weight: 500; }
.facts dd { text-align: right; }
ul { list-style: none; margin: 0; padding: 0; }
li + li { margin-top: 6px; }
.checks { columns: 2; column-gap: 28px; }
.checks li { display: flex; gap: 8px; align-items: flex-start; break-inside: avoid; margin: 0 0 6px; color: ${color('ink-2')}; }
.checks small { display: block; font-weight: 400; font-size: 12.5px; line-height: 1.4; color: ${color('ink-3')}; }
.checks svg { flex: none; width: 16px; height: 16px; margin-top: 2px; color: ${color('ok')}; }
.checks .refused { color: ${color('ink')}; font-weight: 600; }
.checks .refused svg { color: ${color('bad')}; }
summary { padding: 4px 0; font-weight: 600; cursor: pointer; }
details { margin-top: 24px; }
details dl { margin-top: 8px; }
details dt { font: 13px/20px ${fonts.mono.join(', ')}; }
details dd { font-weight: 400; }
.actions { display: flex; flex-direction: column; gap: 8px; }
.wide .actions { flex-direction: row; flex-wrap: wrap; margin-top: 28px; padding-top: 20px; border-top: 1px solid ${color('line')}; }
.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 8px 20px; cursor: pointer;
  border: 1px solid ${color('line-strong')}; border-radius: ${radii.md}; background: ${color('paper')}; color: ${color('ink')};
  font: inherit; font-weight: 500; text-align: center; text-decoration: none; overflow-wrap: anywhere; text-wrap: balance;
}
.button:hover { background: ${color('sunk')}; }
.primary { border-color: ${color('primary')}; background: ${color('primary')}; color: ${color('on-primary')}; }
.primary:hover { border-color: ${color('primary-hover')}; background: ${color('primary-hover')}; }
.ghost { border-color: transparent; background: transparent; color: ${color('ink-2')}; }
.turning {
  width: 28px; height: 28px; margin: 4px auto 20px; border: 2.5px solid ${color('line-strong')}; border-right-color: ${color('ink-2')};
  border-radius: ${radii.full}; animation: turn 900ms linear infinite;
}
[hidden] { display: none; }
@keyframes turn { to { transform: rotate(360deg); } }
@media (prefers-reduced-motion: reduce) { .turning { animation-duration: 4s; } }
@media (max-width: 560px) {
  main { padding: 28px 22px 24px; }
  .checks { columns: 1; }
  .wide dl { grid-template-columns: 1fr; gap: 0; }
  .wide dd { margin-bottom: 8px; }
  .wide .actions { flex-direction: column; }
}
`;
