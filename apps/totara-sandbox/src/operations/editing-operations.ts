import { operation } from './operation';

/** What managers do to completions by hand, past the conditions, and past Totara. */
export const editingOperations = [
  operation({
    name: 'completeViaRpl',
    description: 'An administrator recognises earlier learning: status 75.',
    required: ['userid', 'courseid'],
    optional: ['rpl', 'rplgrade'],
    run: (site, { userid, courseid, rpl, rplgrade }) =>
      site.completeViaRpl(userid, courseid, { rpl, rplgrade }),
  }),
  operation({
    name: 'removeRpl',
    description: 'Takes an RPL back: the course is open again, or complete by its conditions.',
    required: ['userid', 'courseid'],
    run: (site, { userid, courseid }) => site.removeRpl(userid, courseid),
  }),
  operation({
    name: 'recogniseActivity',
    description: 'An administrator recognises earlier learning for one activity.',
    required: ['userid', 'courseid', 'moduleid'],
    optional: ['rpl'],
    run: (site, { userid, courseid, moduleid, rpl }) =>
      site.recogniseActivity(userid, courseid, moduleid, rpl),
  }),
  operation({
    name: 'removeActivityRpl',
    description: 'Takes the RPL of an activity back; the completion of the course is left as it is.',
    required: ['userid', 'courseid', 'moduleid'],
    run: (site, { userid, courseid, moduleid }) => site.removeActivityRpl(userid, courseid, moduleid),
  }),
  operation({
    name: 'importCompletions',
    description:
      'Uploads a file of completions: status 75, or straight into the history. No course_completed.',
    required: ['rows'],
    optional: ['override'],
    run: (site, { rows, override }) => site.importCompletions(rows, override),
  }),
  operation({
    name: 'editCompletion',
    description: 'The completion editor: changes a time, or takes the completion back with null.',
    required: ['userid', 'courseid'],
    optional: ['timecompleted', 'timestarted', 'rpl', 'rplgrade'],
    run: (site, { userid, courseid, ...edit }) => site.editor.edit(userid, courseid, edit),
  }),
  operation({
    name: 'setStatus',
    description: 'The completion editor: chooses another status.',
    required: ['userid', 'courseid', 'status'],
    run: (site, { userid, courseid, status }) => site.editor.setStatus(userid, courseid, status),
  }),
  operation({
    name: 'deleteCurrent',
    description: 'The completion editor: deletes the current row.',
    required: ['userid', 'courseid'],
    run: (site, { userid, courseid }) => site.editor.deleteCurrent(userid, courseid),
  }),
  operation({
    name: 'addHistory',
    description: 'The completion editor: adds a row to the history, with null also one without a time.',
    required: ['userid', 'courseid', 'timecompleted'],
    optional: ['grade'],
    run: (site, { userid, courseid, timecompleted, grade }) =>
      site.editor.addHistory(userid, courseid, { timecompleted, grade }),
  }),
  operation({
    name: 'deleteHistory',
    description: 'The completion editor: deletes a row of the history.',
    required: ['historyid'],
    run: (site, { historyid }) => site.editor.deleteHistory(historyid),
  }),
  operation({
    name: 'restoreFromHistory',
    description: 'The completion editor: makes an archived completion the current one again.',
    required: ['historyid'],
    run: (site, { historyid }) => site.editor.restoreFromHistory(historyid),
  }),
  operation({
    name: 'archive',
    description: "An administrator archives one learner's completion.",
    required: ['userid', 'courseid'],
    run: (site, { userid, courseid }) => site.archive(userid, courseid),
  }),
  operation({
    name: 'correctGrade',
    description: 'Changes the course total in points. Nothing is logged.',
    required: ['userid', 'courseid', 'grade'],
    run: (site, { userid, courseid, grade }) => site.correctGrade(userid, courseid, grade),
  }),
  operation({
    name: 'insertDirectly',
    description: 'Adds a current row by SQL. Nothing is logged.',
    required: ['userid', 'courseid'],
    optional: ['status', 'timecompleted', 'timestarted', 'rpl'],
    run: (site, { userid, courseid, ...columns }) => site.direct.insertCompletion(userid, courseid, columns),
  }),
  operation({
    name: 'updateDirectly',
    description: 'Changes a current row by SQL. Nothing is logged.',
    required: ['userid', 'courseid'],
    optional: ['status', 'timecompleted', 'timestarted', 'rpl'],
    run: (site, { userid, courseid, ...columns }) => site.direct.updateCompletion(userid, courseid, columns),
  }),
  operation({
    name: 'deleteDirectly',
    description: 'Deletes a current row by SQL. Nothing is logged.',
    required: ['userid', 'courseid'],
    run: (site, { userid, courseid }) => site.direct.deleteCompletion(userid, courseid),
  }),
  operation({
    name: 'rewriteCompletionTime',
    description: 'An add-on moves a completion to the time of its last activity. Nothing is logged.',
    required: ['userid', 'courseid'],
    run: (site, { userid, courseid }) => site.direct.rewriteCompletionTime(userid, courseid),
  }),
];
