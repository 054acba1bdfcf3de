/** The headers that each vendor sends with every request. */
export const oktaStyle = {
  'user-agent': 'Okta SCIM Client 1.0.0',
  accept: 'application/scim+json; charset=utf-8',
  'content-type': 'application/json; charset=utf-8',
};

export const entraStyle = {
  accept: 'application/scim+json, application/json',
  'content-type': 'application/scim+json; charset=utf-8',
};

export const googleStyle = {
  'user-agent': 'Google-Auto-Provisioning',
  accept: 'application/json',
  'content-type': 'application/scim+json',
};

export const oneLoginStyle = {
  'user-agent': 'OneLogin SCIM',
  accept: 'application/json',
  'content-type': 'application/json',
};
