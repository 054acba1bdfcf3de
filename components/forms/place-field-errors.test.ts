import { describe, expect, it } from 'vitest';
import { placeFieldErrors } from './place-field-errors';

const FIELDS = new Set(['email', 'roleIds', 'profile.firstName']);

describe('placeFieldErrors', () => {
  it('puts an error at the field of its name', () => {
    const errors = { email: 'Write an address', 'profile.firstName': 'At most 100 characters' };
    expect(placeFieldErrors(errors, FIELDS)).toEqual({ placed: Object.entries(errors), stray: [] });
  });

  it('puts the error of an element at the field that holds the list, the first one only', () => {
    const { placed } = placeFieldErrors({ 'roleIds.0': 'No such role', 'roleIds.2': 'Twice' }, FIELDS);
    expect(placed).toEqual([['roleIds', 'No such role']]);
  });

  it('hands back what no field can show, so that nothing is lost', () => {
    const errors = { seats: 'All seats are taken', 'profile.lastName': 'Too long', emails: 'Unknown' };
    expect(placeFieldErrors(errors, FIELDS)).toEqual({ placed: [], stray: Object.values(errors) });
  });
});
