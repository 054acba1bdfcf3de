import { describe, expect, test } from 'vitest';
import { isFiltered, type MemberView, memberViewHref, readMemberView, sortedBy } from './member-view';

const organizationId = 'org_1000000000000000001';
const role = 'role_1000000000000000001';
const path = '/users';

function viewOf(address: string): MemberView {
  const parameters = new URL(address, 'http://localhost').searchParams;
  const names = [...new Set(parameters.keys())];
  return readMemberView(
    organizationId,
    Object.fromEntries(names.map((name) => [name, parameters.getAll(name)])),
  );
}

describe('the address of a list of members', () => {
  test.each([
    path,
    `${path}?q=ada%20%26%20co`,
    `${path}?status=pending,active&role=${role}&source=sso`,
    `${path}?sort=person&order=desc`,
    `${path}?order=asc`,
    `${path}?q=a&cursor=abc&from=51`,
  ])('%s leads back to itself', (address) => {
    const view = viewOf(address);
    expect(memberViewHref(path, view, { cursor: view.cursor, from: view.from })).toBe(address);
  });

  test('takes a repeated parameter like a list', () => {
    expect(viewOf(`${path}?status=pending&status=active`).statuses).toEqual(['pending', 'active']);
  });

  test.each(['status=nonsense', 'role=1%20or%201', 'sort=salary', 'order=up', 'from=-3', 'from=1e99'])(
    'shows the plain list for %s',
    (query) => {
      expect(memberViewHref(path, viewOf(`${path}?${query}`))).toBe(path);
    },
  );

  test('begins at the first page when anything but the page changes', () => {
    const view = viewOf(`${path}?cursor=abc&from=51`);
    expect(memberViewHref(path, view, { statuses: ['active'] })).toBe(`${path}?status=active`);
    expect(memberViewHref(path, view, sortedBy(view, 'person'))).toBe(`${path}?sort=person`);
  });
});

describe('a press on a heading', () => {
  test('sorts people from A and times from the latest', () => {
    const view = viewOf(path);
    expect(sortedBy(view, 'person')).toEqual({ sort: 'person', direction: 'asc' });
    expect(sortedBy(view, 'seen')).toEqual({ sort: 'seen', direction: 'desc' });
  });

  test('turns the order round the second time', () => {
    expect(sortedBy(viewOf(path), 'joined')).toEqual({ direction: 'asc' });
  });
});

test('sorting and paging leave nobody out', () => {
  expect(isFiltered(viewOf(`${path}?sort=person&cursor=abc`))).toBe(false);
  expect(isFiltered(viewOf(`${path}?status=active`))).toBe(true);
});
