import { expect, test } from 'vitest';
import { isFiltered, readDeliveryView } from './delivery-view';

const endpointId = 'whe_1000000000000000001';

test('an address says which deliveries it shows', () => {
  const view = readDeliveryView(endpointId, { state: 'failed,pending', type: 'user.login', cursor: 'abc' });
  const states = ['FAILED', 'PENDING'];
  expect(view).toEqual({ endpointId, states, types: ['user.login'], cursor: 'abc' });
  expect(isFiltered(view)).toBe(true);
});

test.each([{}, { state: 'lost' }, { state: '' }, { cursor: 'x'.repeat(501) }])(
  '%j shows all',
  (parameters) => {
    expect(isFiltered(readDeliveryView(endpointId, parameters))).toBe(false);
  },
);
