import { Tabs } from '@mantine/core';
import type { ProfileGuideView } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { ListSkeleton } from '../../../ui/list-skeleton';
import { QueryPicture } from '../../../ui/query-picture';
import { guideQueries } from '../api/guide-queries';
import { Chapter } from './chapter';
import { ProfileGuide } from './profile-guide';

const words = strings.apiGuide.push;

/** How Push works, and what Oracle's side has to offer. */
export function PushChapter() {
  const query = useQuery(guideQueries.profiles());
  return (
    <Chapter id="push" title={words.title}>
      <p>{words.text}</p>
      <ol className="guide-steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.loading} rows={6} />}
        failedTitle={words.failedTitle}
      >
        {(guides) => <ProfileGuides guides={guides} />}
      </QueryPicture>
    </Chapter>
  );
}

/** What the chosen delivery profile asks of Oracle; the others can be looked at. */
function ProfileGuides({ guides }: { guides: readonly ProfileGuideView[] }) {
  const chosen = guides.find(({ isChosen }) => isChosen) ?? guides[0];
  const [picked, setPicked] = useState<string | null>(null);
  return (
    <Tabs
      className="profile-guides"
      value={picked ?? chosen?.profile ?? null}
      onChange={setPicked}
      keepMounted={false}
    >
      <Tabs.List aria-label={words.profiles}>
        {guides.map(({ profile, title, isChosen }) => (
          <Tabs.Tab key={profile} value={profile}>
            {isChosen ? words.chosen(title) : title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {guides.map((guide) => (
        <Tabs.Panel key={guide.profile} value={guide.profile}>
          <ProfileGuide guide={guide} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
