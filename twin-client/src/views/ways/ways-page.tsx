import { useSite } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice } from '../../kit/notice.tsx';
import { StaleBanner } from '../desk/title-strip.tsx';
import { LanguageSwitch } from '../entry/language-switch.tsx';
import { UserMenu } from '../entry/user-menu.tsx';
import { Link } from '../link.tsx';
import { usePlace } from '../router.ts';
import { useTitle } from '../title.ts';
import { BuildingChoice } from './building-choice.tsx';
import { BuildingWays } from './building-ways.tsx';
import { readWaysAddress, waysAddress } from './ways-address.ts';
import styles from './ways-page.module.css';

/** /ways: the way out on a phone, for who stands in a building: where am I, the safest exit, its plan, the way outside (7.2.7-5, 5.8.8). */
export function WaysPage({ onSignOut }: { onSignOut(): void }) {
  const site = useSite();
  const format = useFormat();
  const address = readWaysAddress(usePlace().query);
  const building = site.buildings.find(({ code }) => code === address.building);
  useTitle(`${building?.name ?? ''} ${format.text('routes.title')} · ${format.label(site.name)}`.trim());
  return (
    <div className={styles.page} data-testid="ways">
      <header className={styles.top}>
        <h1>
          {building ? (
            <Link href={waysAddress({})} aria-label={format.text('ways.otherBuilding')}>
              ‹
            </Link>
          ) : null}
          {building?.name ?? format.label(site.name)}
          <small>{format.text('routes.title')}</small>
        </h1>
        <LanguageSwitch />
        <UserMenu onSignOut={onSignOut} />
      </header>
      <StaleBanner />
      <main className={styles.body}>
        {building ? (
          <BuildingWays key={building.code} building={building} address={address} />
        ) : address.building === null ? (
          <BuildingChoice />
        ) : (
          <EmptyNotice centered title={format.text('ways.noBuilding', { code: address.building })} />
        )}
      </main>
    </div>
  );
}
