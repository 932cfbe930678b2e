import { useState } from 'react';
import type { BuildingOutline } from 'twin-core';
import { Button } from '../../kit/button.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { SelectField, TextField } from '../../kit/text-field.tsx';
import { navigate } from '../router.ts';
import { findRooms, roomName } from './find-rooms.ts';
import { type WaysAddress, waysAddress } from './ways-address.ts';
import styles from './ways-page.module.css';

export interface WhereAmIProps {
  readonly model: BuildingOutline;
  readonly building: string;
  readonly address: WaysAddress;
}

/** Says where one is: by the storey and its rooms, or by the number of a home. */
export function WhereAmI({ model, building, address }: WhereAmIProps) {
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const storeys = [...model.storeys].filter(({ box }) => box !== null).sort((a, b) => b.elevation - a.elevation);
  const storeyId = storeys.find(({ name }) => name === address.storey)?.globalId;
  const rooms = model.spaces.filter(({ storey, objectType }) => storey === storeyId && objectType !== 'LIFT');
  const go = (storey: string, space: string | null) => navigate(waysAddress({ building, storey, space }), true);
  const found = findRooms(model, typed);
  return (
    <section className={styles.where} aria-label={format.text('ways.where')}>
      <SelectField
        label={format.text('ways.storey')}
        value={address.storey ?? ''}
        data-testid="ways-storey"
        onChange={(event) => go(event.target.value, null)}
      >
        {storeyId === undefined && <option value="">{format.text('ways.choose')}</option>}
        {storeys.map(({ globalId, name }) => (
          <option key={globalId} value={name}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={format.text('ways.room')}
        value={address.space ?? ''}
        disabled={rooms.length === 0}
        data-testid="ways-room"
        onChange={(event) => go(address.storey ?? '', event.target.value || null)}
      >
        <option value="">{format.text('ways.anyRoom')}</option>
        {rooms.map((space) => (
          <option key={space.globalId} value={space.globalId}>
            {roomName(space)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={format.text('ways.search')}
        value={typed}
        inputMode="search"
        autoComplete="off"
        data-testid="ways-search"
        onChange={(event) => setTyped(event.target.value)}
      />
      {found.length > 0 && (
        <ul className={styles.found}>
          {found.map(({ globalId, name, storey }) => (
            <li key={globalId}>
              <Button
                data-testid="ways-found"
                onClick={() => {
                  setTyped('');
                  go(storey, globalId);
                }}
              >
                {storey} · {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
