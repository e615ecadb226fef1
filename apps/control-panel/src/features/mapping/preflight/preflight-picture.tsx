import { Button } from '@mantine/core';
import { PreflightState, type PreflightView } from '@oracle-integration/contracts';
import { selectionWords } from '../../../lib/selection';
import { strings } from '../../../lib/strings';
import { Figure } from '../../../ui/figure';
import { FigureList } from '../../../ui/figure-list';
import { Notice } from '../../../ui/notice';
import { ProgressBar } from '../../../ui/progress-bar';
import { ExactTime } from '../../../ui/relative-time';
import { Section } from '../../../ui/section';
import { StatusWord } from '../../../ui/status-word';
import { toast } from '../../../ui/toast';
import { isRunning, useCancelPreflight } from '../api/preflight-queries';
import { PreflightGroup } from './preflight-group';
import { PREFLIGHT_TONES } from './preflight-tones';

const words = strings.mapping.preflight;

/** One preflight: how far it has come, and what it found. */
export function PreflightPicture({ preflight }: { preflight: PreflightView }) {
  const { id, state, scope, createdAt, requestedBy, lookedAt, groups, failure } = preflight;
  return (
    <Section
      heading={words.resultTitle}
      purpose={`${selectionWords(words.scopeWords[scope], preflight)}.`}
      aside={<StatusWord tone={PREFLIGHT_TONES[state]}>{words.states[state]}</StatusWord>}
    >
      <p className="quiet">
        <ExactTime moment={new Date(createdAt)} /> · <bdi>{requestedBy}</bdi>
      </p>
      {isRunning(preflight) && <Running id={id} lookedAt={lookedAt} />}
      {failure && (
        <Notice tone="stopped" title={words.brokeOff}>
          {failure}
        </Notice>
      )}
      <Findings preflight={preflight} />
      {groups.length > 0 && (
        <ul className="preflight-groups" aria-label={words.groups}>
          {groups.map((group) => (
            <PreflightGroup key={`${group.cause.code} ${group.cause.detail}`} group={group} />
          ))}
        </ul>
      )}
      {state === PreflightState.Finished && groups.length === 0 && (
        <Notice tone="ok">{lookedAt === 0 ? words.nothingThere : words.nothingWaits}</Notice>
      )}
    </Section>
  );
}

function Running({ id, lookedAt }: { id: string; lookedAt: number }) {
  const cancel = useCancelPreflight();
  return (
    <div className="preflight-running">
      <ProgressBar label={words.progress} done={lookedAt} total={null} />
      <Button
        variant="default"
        loading={cancel.isPending}
        onClick={() => cancel.mutate(id, { onError: (error) => toast.failed(words.cancelFailed, error) })}
      >
        {words.cancel}
      </Button>
    </div>
  );
}

function Findings({ preflight }: { preflight: PreflightView }) {
  const { lookedAt, fine, parked, keptBack, changedSinceSent } = preflight;
  return (
    <FigureList label={words.figures.label}>
      <Figure name={words.figures.lookedAt} count={lookedAt} meaning={words.figures.lookedAtMeaning} />
      <Figure name={words.figures.fine} count={fine} meaning={words.figures.fineMeaning} tone="ok" />
      <Figure
        name={words.figures.parked}
        count={parked}
        meaning={words.figures.parkedMeaning}
        tone="attention"
      />
      {keptBack > 0 && (
        <Figure name={words.figures.keptBack} count={keptBack} meaning={words.figures.keptBackMeaning} />
      )}
      <Figure
        name={words.figures.changed}
        count={changedSinceSent}
        meaning={words.figures.changedMeaning}
        tone="progress"
      />
    </FigureList>
  );
}
