import { describe, expect, test } from 'vitest';
import { seal } from '../crypto';
import { openCode, sealCode } from './sealed-code';

const content = {
  grantId: 'grt_1',
  epoch: 'first',
  payload: { scope: 'openid', exp: 1_800_000_000, claims: { email: null } },
};

describe('a sealed code', () => {
  test('says what it was made for, and differs each time', () => {
    const codes = [sealCode(content), sealCode(content)];
    expect(new Set(codes).size).toBe(2);
    for (const code of codes) expect(openCode(code)).toEqual(content);
  });

  test('shows nothing of it', () => {
    expect(Buffer.from(sealCode(content), 'base64url').toString('latin1')).not.toContain('grt_1');
  });

  test('has one spelling', () => {
    const code = sealCode(content);
    for (const other of [`${code}=`, `${code} `, `.${code}`, `${code}\n`, code.replace(/.$/, '')])
      expect(openCode(other)).toBeNull();
  });

  test('is nobody else’s to make', () => {
    const code = sealCode(content);
    const changed = Buffer.from(code, 'base64url');
    changed.writeUInt8(changed.readUInt8(30) ^ 1, 30);
    expect(openCode(changed.toString('base64url'))).toBeNull();
    expect(openCode(seal(JSON.stringify(content), 'usher/another/v1').toString('base64url'))).toBeNull();
    for (const nonsense of ['', 'nonsense', 'A'.repeat(37), 'A'.repeat(200)])
      expect(openCode(nonsense)).toBeNull();
  });
});
