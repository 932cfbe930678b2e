import { useState } from 'react';
import type { WhatIfChange } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import { BuildingField } from './building-field.tsx';
import { type PlaceAsking, PlaceButton } from './place-button.tsx';
import styles from './what-if.module.css';

/** Says where a guard stands: an own post elsewhere, or one more, by a click on the map or in a building. */
export function PostChangeForm({ asking, onAdd }: { asking: PlaceAsking; onAdd(change: WhatIfChange): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const posts = useLoaded('posts', (signal) => api.whatIfs.posts(signal));
  const [post, setPost] = useState('');
  const [typed, setTyped] = useState('');
  const [where, setWhere] = useState<'ground' | 'building'>('ground');
  const [place, setPlace] = useState<LonLat | null>(null);
  const [indoors, setIndoors] = useState<{ building: string; storey: string; at: LonLat } | null>(null);
  if (posts.state === 'failed') return <ProblemNotice cause={posts.cause} onRetry={posts.retry} />;
  if (posts.state === 'loading') return <LoadingNotice text={format.text('whatIf.post')} />;
  const name = post || typed.trim();
  const at = where === 'ground' ? place : (indoors?.at ?? null);
  return (
    <>
      <div className={styles.fields}>
        <SelectField label={format.text('whatIf.post')} value={post} onChange={({ target }) => setPost(target.value)}>
          <option value="">{format.text('whatIf.newPost')}</option>
          {posts.value.map((one) => (
            <option key={one.name}>{one.name}</option>
          ))}
        </SelectField>
        {post === '' && (
          <TextField
            label={format.text('whatIf.postName')}
            value={typed}
            maxLength={80}
            data-testid="what-if-post-name"
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </div>
      <Choice
        label={format.text('whatIf.postPlace')}
        value={where}
        options={(['ground', 'building'] as const).map((value) => ({
          value,
          label: format.text(`whatIf.postPlace.${value}`),
        }))}
        onChoose={(value) => setWhere(value)}
      />
      {where === 'ground' ? (
        <PlaceButton place={place} asking={asking} onPlace={setPlace} />
      ) : (
        <StoreyField onChoose={setIndoors} />
      )}
      <Button
        data-testid="what-if-add"
        disabled={name === '' || !at}
        onClick={() => {
          const location = { longitude: at![0], latitude: at![1] };
          const { building, storey } = (where === 'building' && indoors) || { building: null, storey: null };
          onAdd({ kind: 'post', name, location, building, storey });
        }}
      >
        {format.text('whatIf.add')}
      </Button>
    </>
  );
}

/** A storey of a building that people walk in. */
function StoreyField({ onChoose }: { onChoose(place: { building: string; storey: string; at: LonLat } | null): void }) {
  const { api, site } = useCenter();
  const format = useFormat();
  const [code, setCode] = useState<string | null>(null);
  const [storey, setStorey] = useState('');
  const doors = useLoaded(code, (signal) => api.whatIfs.doors(code!, signal));
  const storeys = doors.state === 'ready' ? [...new Set(doors.value.flatMap((door) => door.storey ?? []))] : [];
  const choose = (value: string) => {
    setStorey(value);
    const ring = site.buildings.find((building) => building.code === code)?.footprint ?? [];
    const middle = (axis: 0 | 1) => ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length;
    onChoose(value === '' || code === null ? null : { building: code, storey: value, at: [middle(0), middle(1)] });
  };
  return (
    <>
      <BuildingField
        value={code}
        onChoose={(building) => {
          setCode(building);
          setStorey('');
          onChoose(null);
        }}
      />
      {code !== null && doors.state === 'failed' && <p>{format.text('whatIf.noDoors')}</p>}
      {storeys.length > 0 && (
        <SelectField
          label={format.text('whatIf.storey')}
          value={storey}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{format.text('coverage.choose')}</option>
          {storeys.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </SelectField>
      )}
    </>
  );
}
