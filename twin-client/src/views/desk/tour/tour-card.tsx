import { useEffect, useSyncExternalStore } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { useDesk } from '../desk.ts';
import { useDeskKeys } from '../desk-keys.ts';
import styles from './tour.module.css';
import { TOUR_STEPS } from './tour.ts';

/** A step of the tour: a card in a corner of the scene that takes no focus, and a ring around what it is about. */
export function TourCard() {
  const { tour } = useDesk();
  const format = useFormat();
  const at = useSyncExternalStore(tour.step.subscribe, tour.step.get);
  const step = at === null ? undefined : TOUR_STEPS[at];
  useDeskKeys({
    n: () => at !== null && move(1),
    p: () => at !== null && move(-1),
  });
  useRing(step?.about ?? null);
  const move = (by: 1 | -1): boolean => {
    tour.go(by);
    return true;
  };
  if (at === null || !step) return null;
  const isLast = at === TOUR_STEPS.length - 1;
  return (
    <aside className={styles.card} aria-label={format.text('tour.title')} data-testid="tour" data-step={step.key}>
      <div role="status">
        <small>{format.text('tour.step', { step: at + 1, count: TOUR_STEPS.length })}</small>
        <h2>{format.text(`tour.${step.key}.title`)}</h2>
        <p>{format.text(`tour.${step.key}.text`)}</p>
      </div>
      <div className={styles.buttons}>
        <Button look="action" data-testid="tour-next" onClick={() => tour.go(1)}>
          {format.text(isLast ? 'tour.done' : 'tour.next')}
        </Button>
        <Button disabled={at === 0} onClick={() => tour.go(-1)}>
          {format.text('tour.back')}
        </Button>
        {!isLast && (
          <Button look="quiet" data-testid="tour-skip" onClick={() => tour.end()}>
            {format.text('tour.skip')}
          </Button>
        )}
        <small>{format.text('tour.keys')}</small>
      </div>
    </aside>
  );
}

/** Marks a part of the page while a step is about it. */
function useRing(selector: string | null): void {
  useEffect(() => {
    const element = selector === null ? null : document.querySelector(selector);
    element?.setAttribute('data-tour-now', '');
    return () => element?.removeAttribute('data-tour-now');
  }, [selector]);
}

/** For somebody who has not seen the desk yet; stands where nothing else is to be shown. */
export function TourInvitation() {
  const { tour, center } = useDesk();
  const format = useFormat();
  const isSeen = useSyncExternalStore(tour.isSeen.subscribe, tour.isSeen.get);
  const at = useSyncExternalStore(tour.step.subscribe, tour.step.get);
  // Who follows a replay or a drill came for that.
  if (isSeen || at !== null || center.course !== null) return null;
  return (
    <div className={styles.invitation} data-testid="tour-invitation">
      <span>{format.text('tour.invitation')}</span>
      <Button look="action" data-testid="tour-start" onClick={() => tour.start()}>
        {format.text('tour.start')}
      </Button>
      <Button look="quiet" onClick={() => tour.end()}>
        {format.text('tour.notNow')}
      </Button>
    </div>
  );
}
