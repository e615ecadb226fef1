/** So many completions of different people in three courses, as a report writes them. */
export function aFile(rows: number, grade = '85'): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const day = String((index % 28) + 1).padStart(2, '0');
    return `learner${index},E${index},Learner ${index},FIRE-${index % 3},Complete,${day} Feb 2025,${grade}%`;
  });
  return [
    "Username,User ID Number,User's Fullname,Course Shortname,Completion Status,Completion Date,Grade",
    ...lines,
    '',
  ].join('\n');
}
