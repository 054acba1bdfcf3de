import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { contextFor, createStaff } from '@/tests/factories/world';
import { changeLogo } from './change-logo';
import { getLogo } from './get-logo';
import { getWorkspace } from './get-workspace';
import { logoMaximumBytes } from './logo';

const database = useDatabase();
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function bytes(start: readonly number[], length = 64): Uint8Array {
  const whole = new Uint8Array(length);
  whole.set(start);
  return whole;
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

async function admin() {
  return contextFor(database.db, await createStaff(database.db, 'ADMIN'));
}

describe('the logo', () => {
  test.each([
    ['image/png', pngStart],
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['image/webp', [...text('RIFF'), 1, 2, 3, 4, ...text('WEBP')]],
  ])('may be %s, is shown to everybody, and can be taken away', async (type, start) => {
    const ctx = await admin();
    const logo = bytes(start, logoMaximumBytes);
    await changeLogo(ctx, { logo });
    expect((await getWorkspace(ctx)).hasLogo).toBe(true);
    const shown = await getLogo(contextFor(database.db));
    expect(shown?.type).toBe(type);
    expect(Buffer.from(shown?.bytes ?? []).equals(logo)).toBe(true);
    await changeLogo(ctx, { logo: null });
    expect(await getLogo(contextFor(database.db))).toBeNull();
  });

  test('has a tag that changes with it', async () => {
    const ctx = await admin();
    const tagOf = async (logo: Uint8Array) => {
      await changeLogo(ctx, { logo });
      return (await getLogo(ctx))?.etag;
    };
    const first = await tagOf(bytes(pngStart, 64));
    expect(await tagOf(bytes(pngStart, 64))).toBe(first);
    expect(await tagOf(bytes(pngStart, 65))).not.toBe(first);
  });

  test.each([
    ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['HTML', text('<!doctype html><script>1</script>')],
    ['GIF', text('GIF89a')],
    ['a sound in the same container as WebP', text('RIFFaaaaWAVEfmt ')],
    ['nothing', new Uint8Array()],
    ['more than 256 KB', bytes(pngStart, logoMaximumBytes + 1)],
  ])('cannot be %s', async (_, logo) => {
    await expect(changeLogo(await admin(), { logo })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { logo: expect.any(String) },
    });
  });

  test('is recorded by its kind, without its bytes, and is for staff admins to change', async () => {
    const ctx = await admin();
    await changeLogo(ctx, { logo: null });
    await changeLogo(ctx, { logo: bytes(pngStart) });
    const [last] = await database.db.auditEvent.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(last).toMatchObject({
      action: 'workspace.updated',
      changes: { before: { logo: null }, after: { logo: 'image/png' } },
    });
    const support = contextFor(database.db, await createStaff(database.db, 'SUPPORT'));
    await expect(changeLogo(support, { logo: null })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
