import { useState } from 'react';
import type { WhatIfChange } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import type { CameraViewEntry } from '../../../state/records/place.ts';
import { groundsOf } from '../../desk/coverage/grounds.ts';
import { NEW_CAMERA } from '../../desk/coverage/what-if.ts';
import { NumberField } from './number-field.tsx';
import { type PlaceAsking, PlaceButton } from './place-button.tsx';
import { SearchChoice } from './search-choice.tsx';
import styles from './what-if.module.css';

/** Stands for a camera that there is none of yet. */
const NEW = 'new';

/** Says which camera is off, moved, turned or new. */
export function CameraChangeForm({
  taken,
  asking,
  onAdd,
}: {
  /** Codes of cameras that are changed already. */
  taken: readonly string[];
  asking: PlaceAsking;
  onAdd(change: WhatIfChange): void;
}) {
  const { api } = useCenter();
  const format = useFormat();
  const views = useLoaded('cameras', (signal) => api.places.cameraViews(signal));
  const [chosen, setChosen] = useState<string | null>(null);
  const [what, setWhat] = useState<'off' | 'pose'>('off');
  if (views.state === 'failed') return <ProblemNotice cause={views.cause} onRetry={views.retry} />;
  if (views.state === 'loading') return <LoadingNotice text={format.text('whatIf.camera')} />;
  const view = views.value.find(({ device }) => device === chosen);
  return (
    <>
      <SearchChoice
        label={format.text('whatIf.camera')}
        testId="what-if-camera"
        value={chosen}
        onChoose={setChosen}
        options={[
          ...views.value.map(({ device, name }) => ({ value: device, label: name, more: device })),
          { value: NEW, label: format.text('whatIf.newCamera') },
        ]}
      />
      {view && (
        <Choice
          label={format.text('whatIf.camera.what')}
          value={what}
          options={[
            { value: 'off', label: format.text('whatIf.camera.off') },
            { value: 'pose', label: format.text('whatIf.camera.pose') },
          ]}
          onChoose={(value) => setWhat(value)}
        />
      )}
      {view && what === 'off' && (
        <Button data-testid="what-if-add" onClick={() => onAdd({ kind: 'camera', camera: view.device, pose: null })}>
          {format.text('whatIf.add')}
        </Button>
      )}
      {((view && what === 'pose') || chosen === NEW) && (
        <PoseForm key={chosen} view={view ?? null} name={newName(taken)} asking={asking} onAdd={onAdd} />
      )}
    </>
  );
}

function newName(taken: readonly string[]): string {
  for (let number = 1; ; number++) if (!taken.includes(`NEW-${number}`)) return `NEW-${number}`;
}

const FIELDS = [
  { of: 'headingDeg', text: 'whatIf.heading', least: 0, most: 359.9 },
  { of: 'tiltDeg', text: 'whatIf.tilt', least: -90, most: 90 },
  { of: 'angleDeg', text: 'whatIf.angle', least: 5, most: 360 },
  { of: 'rangeM', text: 'whatIf.range', least: 1, most: 2000 },
] as const;

/** Where a camera looks; where it stands, unless that is as it is. */
function PoseForm({
  view,
  name,
  asking,
  onAdd,
}: {
  view: CameraViewEntry | null;
  name: string;
  asking: PlaceAsking;
  onAdd(change: WhatIfChange): void;
}) {
  const { api, site } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [seen, setSeen] = useState(() => ({
    headingDeg: view?.headingDeg ?? 0,
    tiltDeg: view?.tiltDeg ?? NEW_CAMERA.tiltDeg,
    angleDeg: view?.angleDeg ?? NEW_CAMERA.angleDeg,
    rangeM: view?.rangeM ?? 60,
  }));
  const [place, setPlace] = useState<LonLat | null>(null);
  const [aboveM, setAboveM] = useState(NEW_CAMERA.aboveM);
  const add = async () => {
    try {
      const pose = place
        ? {
            longitude: place[0],
            latitude: place[1],
            height: (await groundsOf(api.places, [place], site.frame.height))[0]! + aboveM,
          }
        : view!.location;
      onAdd({ kind: 'camera', camera: view?.device ?? name, pose: { ...seen, ...pose } });
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
  };
  return (
    <>
      <div className={styles.fields}>
        {FIELDS.map(({ of, text, least, most }) => (
          <NumberField
            key={of}
            label={format.text(text)}
            value={seen[of]}
            least={least}
            most={most}
            onChange={(value) => setSeen({ ...seen, [of]: value })}
            testId={`what-if-${of}`}
          />
        ))}
        {place && (
          <NumberField
            label={format.text('whatIf.above')}
            value={aboveM}
            least={0.5}
            most={200}
            onChange={setAboveM}
            testId="what-if-above"
          />
        )}
      </div>
      <PlaceButton place={place} asking={asking} onPlace={setPlace} />
      <Button data-testid="what-if-add" disabled={!view && !place} onClick={() => void add()}>
        {format.text('whatIf.add')}
      </Button>
    </>
  );
}
