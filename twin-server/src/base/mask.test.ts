import { expect, test } from 'vitest';
import { maskName, maskPhone, viewPerson } from './mask.ts';

test.each([
  ['王建国', '王＊'],
  ['李娜', '李＊'],
  ['欧阳娜', '欧阳＊'],
  ['欧阳', '欧＊'],
  ['𠮷野', '𠮷＊'],
  ['Smith', 'S＊'],
  ['', '＊'],
])('8.1.3-7 of the name %s only %s is shown', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test.each([
  ['13812341234', '138****1234'],
  ['0351-1234567', '035****4567'],
  ['110', '****10'],
])('8.1.3-7 of the number %s only %s is shown', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

test('8.1.3-7 the more the right, the more is shown', () => {
  const person = {
    code: 'P1',
    name: '王建国',
    sex: 'male',
    phone: '13812341234',
    residentKind: 'staff',
    house: null,
  } as const;
  expect(viewPerson(person, 'masked')).toEqual({ code: 'P1', name: '王＊', phone: '138****1234' });
  expect(viewPerson(person, 'name')).toEqual({ code: 'P1', name: '王建国', phone: '138****1234' });
  expect(viewPerson(person, 'full')).toEqual({ code: 'P1', name: '王建国', phone: '13812341234' });
  expect(viewPerson({ ...person, phone: null }, 'masked').phone).toBeNull();
});
