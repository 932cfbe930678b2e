import { expect, test } from 'vitest';
import { receiverFields, receiverOf } from './receiver-fields.ts';

test('7.2.7-2 a receiver goes through the fields and comes back the same, without a secret that was not typed', () => {
  const receiver = {
    id: 'CITY',
    way: 'dingtalk',
    name: 'City',
    language: 'en',
    enabled: false,
    filter: { facilities: ['fire-alarm'], priorities: [1, 2], buildings: null },
    address: { url: 'https://oapi.dingtalk.com/robot/send' },
    secretsSet: ['secret', 'token'],
    version: 'v',
  } as const;
  const { secretsSet, version, ...declared } = structuredClone(receiver) as never as Parameters<
    typeof receiverFields
  >[0] &
    object;
  const fields = receiverFields({ ...declared, secretsSet, version });
  expect(fields.secrets).toEqual({});
  expect(receiverOf(fields)).toEqual({ ...declared, secrets: {} });
  expect(receiverOf({ ...fields, secrets: { token: 't', key: 'of another way' } }).secrets).toEqual({ token: 't' });
});

test('7.2.7-2 addresses of e-mail are parted by what people part them with', () => {
  const fields = { ...receiverFields(null), way: 'mail', to: 'a@x.cn, b@x.cn\uFF1Bc@x.cn\n' };
  expect(receiverOf(fields).address).toEqual({ to: ['a@x.cn', 'b@x.cn', 'c@x.cn'] });
});
