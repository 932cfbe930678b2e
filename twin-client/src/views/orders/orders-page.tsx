import { useCallback } from 'react';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { PageFrame } from '../page-frame.tsx';
import { navigate, usePlace } from '../router.ts';
import styles from './orders.module.css';
import { type OrdersAddress, readOrdersAddress, TABS, writeOrdersAddress } from './orders-address.ts';
import { OrdersView } from './orders-view.tsx';
import { RoundsView } from './rounds-view.tsx';
import { SystemsView } from './systems/systems-view.tsx';
import { WalkView } from './walk-view.tsx';

/** Work orders and inspection rounds, for a phone in the hand as for a desk; the address says what is open. */
export function OrdersPage({ onSignOut }: { onSignOut(): void }) {
  const format = useFormat();
  const { query } = usePlace();
  const address = readOrdersAddress(query);
  const go = useCallback(
    (change: Partial<OrdersAddress>) =>
      navigate(writeOrdersAddress({ ...readOrdersAddress(location.search), ...change })),
    [],
  );
  return (
    <PageFrame title={format.text('orders.title')} onSignOut={onSignOut}>
      <main
        className={styles.page}
        data-testid="orders-page"
        data-open={address.order !== null || address.walk !== null}
      >
        <nav className={styles.tabs} aria-label={format.text('orders.title')}>
          <Choice
            label={format.text('orders.title')}
            value={address.tab}
            options={TABS.map((value) => ({ value, label: format.text(`orders.tab.${value}`) }))}
            onChoose={(tab) => go({ tab, walk: null, order: null })}
          />
        </nav>
        {address.walk !== null ? (
          <WalkView key={address.walk} id={address.walk} />
        ) : address.tab === 'rounds' ? (
          <RoundsView onWalk={(walk) => go({ tab: 'rounds', walk })} />
        ) : address.tab === 'systems' ? (
          <SystemsView />
        ) : (
          <OrdersView address={address} onGo={go} />
        )}
      </main>
    </PageFrame>
  );
}
