import type { WallView } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { may } from '../../../state/records/session.ts';
import { useDirector } from './use-director.ts';

/** Sends what a panel is about to the wall: a camera's picture, or a view of anything else. */
export function SendToWall({ what }: { what: WallView | { readonly kind: 'camera'; readonly code: string } }) {
  const { session } = useCenter();
  return may(session, 'wall.direct') ? <Send what={what} /> : null;
}

function Send({ what }: Parameters<typeof SendToWall>[0]) {
  const format = useFormat();
  const { busy, send, sendCamera } = useDirector();
  return (
    <Button
      disabled={busy}
      data-testid="send-to-wall"
      onClick={() => (what.kind === 'camera' ? sendCamera(what.code) : send(what))}
    >
      {format.text('director.sendThis')}
    </Button>
  );
}
