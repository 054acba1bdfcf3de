import { describe, expect, test } from 'vitest';
import { firstOf, hrefWith, listOf, sortHeading } from './list-address';

const address = {
  path: '/mail',
  parameters: { q: 'ada & co', state: ['sent', 'failed'], cursor: 'c2', from: '51' },
};

describe('the address of a list', () => {
  test('keeps what is chosen when something else changes, and begins at the first page', () => {
    expect(hrefWith(address, { kind: 'invitation' })).toBe(
      '/mail?q=ada%20%26%20co&state=sent,failed&kind=invitation',
    );
  });

  test('goes to another page with all that is chosen', () => {
    expect(hrefWith(address, { cursor: 'c3', from: '101' })).toBe(
      '/mail?q=ada%20%26%20co&state=sent,failed&cursor=c3&from=101',
    );
  });

  test.each([
    ['null', { q: null, state: null }],
    ['nothing', { q: '', state: [] }],
  ])('is plain again once all is taken away by %s', (_, changes) => {
    expect(hrefWith(address, changes)).toBe('/mail');
  });
});

describe('a parameter', () => {
  test('given twice counts once where one value is wanted', () => {
    expect(firstOf(['a', 'b'])).toBe('a');
    expect(firstOf(undefined)).toBeUndefined();
  });

  test('of several values may be repeated or joined by commas', () => {
    expect(listOf('sent,failed')).toEqual(['sent', 'failed']);
    expect(listOf(['sent', 'failed,'])).toEqual(['sent', 'failed']);
    expect(listOf(undefined)).toEqual([]);
  });
});

describe('the heading of a column', () => {
  const list = { path: '/organizations', parameters: {} };

  test('sorts in the natural direction of its column', () => {
    expect(sortHeading(list, { sort: 'name', direction: 'asc' }, 'created', 'desc')).toEqual({
      sorted: undefined,
      sortHref: '/organizations?sort=created&order=desc',
    });
  });

  test('turns the direction of the column that is sorted by', () => {
    expect(sortHeading(list, { sort: 'name', direction: 'asc' }, 'name')).toEqual({
      sorted: 'ascending',
      sortHref: '/organizations?sort=name&order=desc',
    });
  });
});
