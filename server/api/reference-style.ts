import { tokenStyle } from '@/lib/look/tokens';

/** The look of the reference page. */
export const referenceStyle = `
${tokenStyle()}
* { box-sizing: border-box; }
html { scroll-padding-top: 24px; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--usher-color-wash); color: var(--usher-color-ink);
  font: 15px/1.6 "Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  -webkit-font-smoothing: antialiased;
}
a { color: inherit; text-decoration: underline; text-decoration-color: var(--usher-color-ink-3); text-underline-offset: 3px; }
a:hover { text-decoration-color: var(--usher-color-ink); }
:focus-visible { outline: 2px solid var(--usher-color-focus); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 13px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 12px; top: 12px; z-index: 1; background: var(--usher-color-paper); padding: 8px 12px; }
.frame { display: grid; grid-template-columns: 272px minmax(0, 1fr); }
nav {
  position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 28px 20px 40px 28px; border-right: 1px solid var(--usher-color-line);
  font-size: 13.5px; line-height: 1.45;
}
nav ul { list-style: none; margin: 0; padding: 0; }
nav ul ul { margin: 2px 0 14px; }
nav a { display: block; padding: 4px 8px; margin-left: -8px; border-radius: 6px; color: var(--usher-color-ink-2); text-decoration: none; }
nav a:hover { background: var(--usher-color-sunk); color: var(--usher-color-ink); }
nav .service { margin-top: 14px; color: var(--usher-color-ink); font-weight: 600; }
nav .home { margin: 0 0 10px; }
nav .home a { color: var(--usher-color-ink); font-weight: 650; font-size: 15px; }
main { background: var(--usher-color-paper); padding: 44px 56px 120px; min-height: 100vh; }
header, .group { max-width: 820px; }
h1 { margin: 0; font-size: 30px; line-height: 1.2; letter-spacing: -0.025em; font-weight: 650; }
h2 { margin: 0; font-size: 22px; line-height: 1.3; letter-spacing: -0.02em; font-weight: 650; }
h3 { margin: 0; font-size: 17px; line-height: 1.4; letter-spacing: -0.01em; font-weight: 600; }
h3 a { text-decoration: none; }
h3 a:hover { text-decoration: underline; }
h4 { margin: 22px 0 0; padding-bottom: 6px; font-size: 13px; font-weight: 600; color: var(--usher-color-ink-2); }
p { margin: 10px 0; }
.lead { color: var(--usher-color-ink-2); }
.group { margin-top: 56px; padding-top: 36px; border-top: 1px solid var(--usher-color-line); }
article { margin-top: 44px; scroll-margin-top: 24px; }
article + article { border-top: 1px solid var(--usher-color-line); padding-top: 36px; margin-top: 40px; }
.address { display: flex; gap: 10px; align-items: baseline; margin: 8px 0 12px; overflow-wrap: anywhere; }
.verb {
  flex: none; padding: 2px 7px; border-radius: 5px; font: 600 11px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
  letter-spacing: 0.02em; background: var(--usher-color-info-wash); color: var(--usher-color-info);
}
.post { background: var(--usher-color-ok-wash); color: var(--usher-color-ok); }
.put, .patch { background: var(--usher-color-wait-wash); color: var(--usher-color-wait); }
.delete { background: var(--usher-color-bad-wash); color: var(--usher-color-bad); }
.parameter { color: var(--usher-color-brand); }
pre {
  margin: 14px 0; padding: 12px 14px; overflow-x: auto; border: 1px solid var(--usher-color-line); border-radius: 8px;
  background: var(--usher-color-sunk); line-height: 1.55;
}
p code, .note code { padding: 1px 4px; border-radius: 4px; background: var(--usher-color-sunk); overflow-wrap: anywhere; }
.address code { padding: 0; background: none; }
.fields { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--usher-color-line); }
.fields li { padding: 9px 0; border-bottom: 1px solid var(--usher-color-line); }
.fields li:last-child { border-bottom: 0; }
.field { display: flex; flex-wrap: wrap; gap: 2px 8px; align-items: baseline; }
.name { font-weight: 600; overflow-wrap: anywhere; }
.type { color: var(--usher-color-ink-3); font-size: 13px; }
.required { color: var(--usher-color-bad); font-size: 12px; font-weight: 500; }
.note { margin: 2px 0 0; color: var(--usher-color-ink-2); font-size: 14px; }
details { margin-top: 6px; }
summary { display: inline-block; padding: 2px 0; color: var(--usher-color-ink-2); font-size: 13px; cursor: pointer; }
summary::before { content: "+ "; color: var(--usher-color-ink-3); }
details[open] > summary::before { content: "– "; }
details > .fields { margin-top: 6px; padding-left: 16px; border-top: 0; border-left: 2px solid var(--usher-color-line); }
.errors { margin-top: 18px; color: var(--usher-color-ink-3); font-size: 13.5px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th { text-align: left; font-weight: 600; color: var(--usher-color-ink-2); }
th, td { padding: 8px 16px 8px 0; border-bottom: 1px solid var(--usher-color-line); vertical-align: top; }
@media (max-width: 900px) {
  .frame { display: block; }
  nav { position: static; height: auto; padding: 20px 18px 14px; border-right: 0; border-bottom: 1px solid var(--usher-color-line); }
  nav ul ul { display: none; }
  nav ul { display: flex; flex-wrap: wrap; gap: 2px 14px; }
  nav .service { margin-top: 0; font-weight: 500; }
  main { padding: 28px 18px 80px; }
  h1 { font-size: 26px; }
}
@media print { nav { display: none; } .frame { display: block; } }
`;
