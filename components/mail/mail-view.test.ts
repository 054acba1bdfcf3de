import { describe, expect, test } from 'vitest';
import { isFiltered, readMailView } from './mail-view';

describe('the address of the list of mail', () => {
  test('names states in small letters, and several of them', () => {
    const view = readMailView({ q: ' ada@ ', state: 'bounced,failed', kind: ['invitation', 'sign_in_link'] });
    expect(view).toMatchObject({
      search: 'ada@',
      states: ['BOUNCED', 'FAILED'],
      kinds: ['invitation', 'sign_in_link'],
    });
    expect(isFiltered(view)).toBe(true);
  });

  test.each([
    ['nothing', {}],
    ['what makes no sense', { state: 'lost', kind: 'poem', q: 'x'.repeat(300) }],
    ['a page', { cursor: 'c2' }],
  ])('leaves nothing out for %s', (_, parameters) => {
    expect(isFiltered(readMailView(parameters))).toBe(false);
  });

  test.each([{ q: 'ada' }, { state: 'sent' }, { kind: 'invitation' }])(
    'leaves something out for %j',
    (parameters) => {
      expect(isFiltered(readMailView(parameters))).toBe(true);
    },
  );
});
