import { expect, test } from 'vitest';
import { joinChecks } from './step-groups';

const step = (label: string, at: string, note: string | null = null) => ({ name: label, label, at, note });

test('checks of one moment are one item that names each once', () => {
  const groups = joinChecks([
    step('Sent to the identity provider', '10:00'),
    step('Readable answer', '10:01'),
    step('Readable answer', '10:01'),
    step('Signature', '10:01'),
  ]);
  expect(groups).toMatchObject([
    { label: 'Sent to the identity provider', at: '10:00', note: null },
    { label: '2 checks passed', at: '10:01', note: 'Readable answer · Signature' },
  ]);
});

test('what somebody did stays by itself, and so does what has a note', () => {
  const steps = [
    step('Button pressed', '10:00'),
    step('Logged in', '10:00'),
    step('Mailed link', '10:00', 'To ada@example.com.'),
  ];
  expect(joinChecks(steps)).toEqual(steps);
});
