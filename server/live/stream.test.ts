import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import type { Ctx, StaffRole } from '@/lib/authz/context';
import { readCtx } from '../context';
import { liveStreams } from './stream';

vi.mock('../context', () => ({ readCtx: vi.fn() }));

const url = '/live/organizations/org_1000000000000000001';

function signInAs(userId: string, staffRole: StaffRole | null = 'SUPPORT'): void {
  const person = { sessionId: 'ses_1', email: 'ada@example.com', name: 'Ada', organizations: new Map() };
  vi.mocked(readCtx).mockResolvedValue({
    actor: { kind: 'user', userId, staffRole, ...person },
  } as unknown as Ctx);
}

/** Answers of streams that nothing ever happens on. */
function followers(live = liveStreams({ subscribe: () => () => {}, stop: async () => {} })) {
  return async () => {
    const answer = Object.assign(new EventEmitter(), { writeHead: vi.fn(), write: vi.fn(), end: vi.fn() });
    await live.handle({ method: 'GET', url } as IncomingMessage, answer as unknown as ServerResponse);
    return { answer, status: answer.writeHead.mock.calls[0]?.[0] };
  };
}

test('one person has at most thirty streams at once; one that ends makes room, and others are not concerned', async () => {
  const follow = followers();
  signInAs('usr_1');
  const opened = await Promise.all(Array.from({ length: 30 }, follow));
  expect(opened.map(({ status }) => status)).toEqual(Array(30).fill(200));
  expect((await follow()).status).toBe(429);
  signInAs('usr_2');
  const other = await follow();
  expect(other.status).toBe(200);
  signInAs('usr_1');
  opened[0]?.answer.emit('close');
  const again = await follow();
  expect(again.status).toBe(200);
  for (const { answer } of [...opened, other, again]) answer.emit('close');
});

test('nothing is written to a stream that has ended, though it is still on its way', async () => {
  signInAs('usr_1');
  const subscribed = new Set<() => void>();
  const subscribe = (_: string, onChange: () => void) => {
    subscribed.add(onChange);
    return () => void subscribed.delete(onChange);
  };
  const live = liveStreams({ subscribe, stop: async () => {} });
  const { answer } = await followers(live)();
  expect(subscribed.size).toBe(1);
  live.closeAll();
  expect(answer.end).toHaveBeenCalledOnce();
  expect(subscribed.size).toBe(0);
  answer.emit('close');
});

test('whoever may not see the people of an organization hears that there is nothing', async () => {
  signInAs('usr_1', null);
  expect((await followers()()).status).toBe(404);
});
