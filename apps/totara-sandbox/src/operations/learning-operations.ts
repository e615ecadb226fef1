import { operation } from './operation';

/** What learners do and what scheduled tasks do for them. */
export const learningOperations = [
  operation({
    name: 'enrol',
    description: 'Enrols a learner: a row with status 10.',
    required: ['userid', 'courseid'],
    run: (site, { userid, courseid }) => site.enrol(userid, courseid),
  }),
  operation({
    name: 'start',
    description: 'The learner opens the course: status 25.',
    required: ['userid', 'courseid'],
    run: (site, { userid, courseid }) => site.start(userid, courseid),
  }),
  operation({
    name: 'complete',
    description: 'The learner completes the course, activity by activity: status 50.',
    required: ['userid', 'courseid'],
    optional: ['time', 'grade'],
    run: (site, { userid, courseid, time, grade }) =>
      site.complete(userid, courseid, { timecompleted: time, grade }),
  }),
  operation({
    name: 'burst',
    description: 'One run of the scheduled task completes a whole cohort in one transaction.',
    required: ['userids', 'courseid'],
    run: (site, { userids, courseid }) => site.burst(courseid, userids),
  }),
  operation({
    name: 'addActivity',
    description: 'Adds an activity that the course needs, of a kind such as scorm, quiz or facetoface.',
    required: ['courseid'],
    optional: ['name'],
    run: (site, { courseid, name }) => site.addActivity(courseid, { module: name }),
  }),
  operation({
    name: 'progressActivity',
    description: 'An activity reports how far the learner has come.',
    required: ['userid', 'courseid', 'moduleid', 'percent'],
    run: (site, { userid, courseid, moduleid, percent }) =>
      site.progressActivity(userid, courseid, moduleid, percent),
  }),
  operation({
    name: 'completeActivity',
    description: 'The learner completes an activity: 1 complete, 2 passed, 3 failed.',
    required: ['userid', 'courseid', 'moduleid'],
    optional: ['state', 'time'],
    run: (site, { userid, courseid, moduleid, state, time }) =>
      site.completeActivity(userid, courseid, moduleid, { state, time }),
  }),
  operation({
    name: 'meetCriterion',
    description: 'The learner meets a condition that is no activity.',
    required: ['userid', 'courseid', 'kind'],
    optional: ['time'],
    run: (site, { userid, courseid, kind, time }) => site.meetCriterion(userid, courseid, kind, { time }),
  }),
  operation({
    name: 'reaggregate',
    description: 'The scheduled task over one course: completes who has met the conditions.',
    required: ['courseid'],
    run: (site, { courseid }) => site.reaggregate(courseid),
  }),
  operation({
    name: 'openRecertificationWindow',
    description:
      'The scheduled task archives what learners completed; they get a new row when enrolled again.',
    required: ['userids', 'courseid'],
    optional: ['time'],
    run: (site, { userids, courseid, time }) => site.openRecertificationWindow(courseid, userids, time),
  }),
];
