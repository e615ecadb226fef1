import { operation } from './operation';

/** What happens to people, courses and the site as a whole. */
export const siteOperations = [
  operation({
    name: 'addUser',
    description: 'Adds a person and answers the id.',
    required: [],
    optional: ['firstname', 'lastname', 'idnumber'],
    run: (site, person) => site.addUser(person),
  }),
  operation({
    name: 'updateUser',
    description: 'Renames a person or changes the staff number. No completion is logged.',
    required: ['userid'],
    optional: ['firstname', 'lastname', 'idnumber'],
    run: (site, { userid, ...change }) => site.updateUser(userid, change),
  }),
  operation({
    name: 'suspendUser',
    description: 'Suspends a person, or brings them back.',
    required: ['userid', 'suspended'],
    run: (site, { userid, suspended }) => site.suspendUser(userid, suspended),
  }),
  operation({
    name: 'deleteUser',
    description: 'Deletes a person; completions stay.',
    required: ['userid'],
    optional: ['mode'],
    run: (site, { userid, mode }) => site.deleteUser(userid, mode),
  }),
  operation({
    name: 'purgeUser',
    description: 'Removes all completion records of a person, history and log too.',
    required: ['userid'],
    run: (site, { userid }) => site.purgeUser(userid),
  }),
  operation({
    name: 'addCourse',
    description: 'Adds a course that learners tick off themselves, and answers the id.',
    required: [],
    optional: ['fullname', 'shortname', 'idnumber', 'categoryid'],
    run: (site, { categoryid, ...course }) => site.addCourse({ ...course, category: categoryid }),
  }),
  operation({
    name: 'updateCourse',
    description: 'Renames a course or changes its number or category. No completion is logged.',
    required: ['courseid'],
    optional: ['fullname', 'shortname', 'idnumber', 'categoryid'],
    run: (site, { courseid, categoryid, ...change }) =>
      site.updateCourse(courseid, { ...change, ...(categoryid && { category: categoryid }) }),
  }),
  operation({
    name: 'renameCategory',
    description: 'Renames a category. Nothing is logged, and no event is fired.',
    required: ['categoryid', 'name'],
    run: (site, { categoryid, name }) => site.renameCategory(categoryid, name),
  }),
  operation({
    name: 'deleteCourse',
    description: 'Deletes a course with its records, or leaves those behind as orphans.',
    required: ['courseid'],
    optional: ['leaveorphans'],
    run: (site, { courseid, leaveorphans }) => site.deleteCourse(courseid, { leaveOrphans: leaveorphans }),
  }),
  operation({
    name: 'deleteOrphans',
    description: 'The nightly task: removes current rows of courses that are gone.',
    required: [],
    run: (site) => site.deleteOrphans(),
  }),
  operation({
    name: 'duplicateCourse',
    description: "Backs a course up and restores it as a new one, with its learners' completions.",
    required: ['courseid'],
    run: async (site, { courseid }) => site.restoreCourse(await site.backUpCourse(courseid)),
  }),
  operation({
    name: 'unlockCriteria',
    description: "Unlocks the conditions of a course, with or without deleting everyone's current data.",
    required: ['courseid', 'deletedata'],
    run: (site, { courseid, deletedata }) => site.unlockCriteria(courseid, deletedata),
  }),
  operation({
    name: 'deleteUnusedCompletions',
    description: 'Deletes rows with status 10 of everybody but the people given. Nothing is logged.',
    required: ['courseid'],
    optional: ['userids'],
    run: (site, { courseid, userids }) =>
      site.deleteUnusedCompletions({ courseId: courseid, stillEnrolled: userids }),
  }),
  operation({
    name: 'pruneLog',
    description: 'Log retention: removes entries before a time.',
    required: ['time'],
    run: (site, { time }) => site.pruneLog(time),
  }),
  operation({
    name: 'snapshot',
    description: 'Backs the whole site up and answers where to.',
    required: [],
    run: (site) => site.snapshot(),
  }),
  operation({
    name: 'restoreFrom',
    description: 'Puts the whole site back to a backup: row ids and log ids go back, too.',
    required: ['schema'],
    run: (site, { schema }) => site.restoreFrom({ schema }),
  }),
];
