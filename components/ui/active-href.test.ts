import { describe, expect, it } from 'vitest';
import { activeHref } from './active-href';

const SECTIONS = ['/teams', '/teams/1', '/teams/1/roles', '/people'];

describe('activeHref', () => {
  it.each([
    ['/teams', '/teams'],
    ['/teams/1', '/teams/1'],
    ['/teams/1/roles/9', '/teams/1/roles'],
    ['/teams/12', '/teams'],
    ['/people/1', '/people'],
  ])('lights the nearest section of %s', (pathname, expected) => {
    expect(activeHref(pathname, SECTIONS)).toBe(expected);
  });

  it('lights nothing on a path that only begins with the same letters', () => {
    expect(activeHref('/peoples', SECTIONS)).toBeUndefined();
  });

  it('does not mind a query in the link', () => {
    expect(activeHref('/teams/1', ['/teams/1?status=on'])).toBe('/teams/1?status=on');
  });
});
