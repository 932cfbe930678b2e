import type { Medium, SectionPipe } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import { MEDIUM_COLORS } from '../../../state/underground/medium-colors.ts';
import { pointsAlong } from './points-along.ts';
import type { GroundPoint } from './profile-scale.ts';
import { SectionProfile } from './section-profile.tsx';
import styles from './underground.module.css';

/** Heights of the ground are asked for at so many places of a section. */
const SAMPLES = 80;

/** What lies under a drawn line: the ground's height from the server, and the pipes that cross or run along. */
export function SectionPanel({
  line,
  onPick,
  onClose,
}: {
  line: readonly LonLat[];
  onPick(pipe: SectionPipe): void;
  onClose(): void;
}) {
  const { api } = useCenter();
  const format = useFormat();
  const samples = pointsAlong(line, SAMPLES);
  const found = useLoaded(JSON.stringify(line), async (signal) => {
    const places = samples.map(({ place }) => place);
    const [pipes, heights] = await Promise.all([
      api.networks.section(line, signal),
      api.networks.heights(places, signal),
    ]);
    const ground = heights.flatMap(({ height }, i): GroundPoint[] =>
      height === null ? [] : [[samples[i]!.distanceM, height]],
    );
    const known = heights.find(({ height, normalHeight }) => height !== null && normalHeight !== null);
    return { pipes, ground, geoidM: known ? known.height! - known.normalHeight! : 0 };
  });
  const lengthM = samples.at(-1)!.distanceM;
  const media = found.state === 'ready' ? [...new Set(found.value.pipes.map(({ medium }) => medium))] : [];
  return (
    <section className={styles.section} aria-label={format.text('underground.section.title')} data-testid="section">
      <header>
        <h3>
          {format.text('underground.section.title')} ·{' '}
          {format.text('underground.metres', { value: format.number(lengthM, 1) })}
        </h3>
        <Legend media={media} />
        <Button look="quiet" aria-label={format.text('underground.section.close')} onClick={onClose}>
          ✕
        </Button>
      </header>
      {found.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {found.state === 'failed' && <ProblemNotice cause={found.cause} onRetry={found.retry} />}
      {found.state === 'ready' && found.value.pipes.length === 0 && (
        <EmptyNotice title={format.text('underground.section.none')} />
      )}
      {found.state === 'ready' && found.value.pipes.length > 0 && (
        <SectionProfile lengthM={lengthM} {...found.value} onPick={onPick} />
      )}
    </section>
  );
}

/** Colors of the media that are shown. */
export function Legend({ media }: { media: readonly Medium[] }) {
  const format = useFormat();
  return (
    <ul className={styles.legend}>
      {media.map((medium) => (
        <li key={medium}>
          <i style={{ background: MEDIUM_COLORS[medium] }} />
          {format.text(`underground.medium.${medium}`)}
        </li>
      ))}
    </ul>
  );
}
