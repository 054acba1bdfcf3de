/** How long a token of an organization's client is good that does not say. */
export const organizationTokenSeconds = 3600;
