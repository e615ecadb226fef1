import { Stepper } from '@mantine/core';
import { strings } from '../../../lib/strings';
import { FIRST_RUN_STEPS } from './first-run-steps';

/** Where one is on the way. */
export function FirstRunTrack({ current }: { current: number }) {
  return (
    <Stepper
      active={current - 1}
      size="sm"
      allowNextStepsSelect={false}
      aria-label={strings.firstRun.position(current, FIRST_RUN_STEPS.length)}
      className="first-run-track"
    >
      {FIRST_RUN_STEPS.map(({ title }) => (
        <Stepper.Step key={title} label={title} />
      ))}
    </Stepper>
  );
}
