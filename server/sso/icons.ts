const icon = (paths: string) =>
  `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

/** Lines from Lucide, as on the pages beside; HTML. */
export const tick = icon('<path d="M20 6 9 17l-5-5"/>');
export const cross = icon('<path d="M18 6 6 18M6 6l12 12"/>');
export const hourglass = icon('<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>');
