import { expect, test } from 'vitest';
import { checksOfSteps, wordsOfStep } from './step-words';

test.each([
  ['session', 'Logged in'],
  ['id-token', 'ID token'],
  ['some-newer_step', 'Some newer step'],
  ['constructor', 'Constructor'],
])('the step %s reads as %s', (name, label) => {
  expect(wordsOfStep(name).label).toBe(label);
});

test('a refusal comes with what can be done, where something can', () => {
  expect(wordsOfStep('domain').fix).toContain('Verify the domain');
  expect(wordsOfStep('pressed').fix).toBeNull();
});

test('steps that looked at the same are told once', () => {
  const checks = checksOfSteps(['one-response', 'status', 'one-assertion', 'signature', 'time']);
  expect(checks.map(({ label }) => label)).toEqual([
    'Form of the answer',
    'Answer of the identity provider',
    'Signature',
    'Time',
  ]);
});
