import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As the directory makes words: lower case, without accents, split at whatever is no letter or digit of ASCII. */
const wordsOf = (...fields: string[]) => `array_to_tsvector(ARRAY(
  SELECT DISTINCT left(word, 60)
    FROM regexp_split_to_table(
           lower(regexp_replace(normalize(concat_ws(' ', ${fields.join(', ')}), NFKD), '[\\u0300-\\u036f]', '', 'g')),
           '[\\s!-/:-@\\[-\`{-~]+') AS word
   WHERE word <> ''))`;

const folded = (...fields: string[]) =>
  `lower(regexp_replace(normalize(concat_ws(' ', ${fields.join(', ')}), NFKD), '[\\u0300-\\u036f]', '', 'g'))`;

/** Who and what the ledger is about, to be found by words: looking through twenty million records would take minutes. */
export class CreateDirectory1795392000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE people (
        site_id text NOT NULL,
        user_id bigint NOT NULL,
        words tsvector NOT NULL,
        sort_name text COLLATE "C" NOT NULL,
        public_json json NOT NULL,
        CONSTRAINT pk_people PRIMARY KEY (site_id, user_id)
      )`);
    await runner.query(`
      CREATE TABLE courses (
        site_id text NOT NULL,
        course_id bigint NOT NULL,
        words tsvector NOT NULL,
        public_json json NOT NULL,
        CONSTRAINT pk_courses PRIMARY KEY (site_id, course_id)
      )`);
    await runner.query(`
      INSERT INTO people (site_id, user_id, words, sort_name, public_json)
      SELECT site_id, user_id,
             ${wordsOf(`told->>'firstname'`, `told->>'lastname'`, `told->>'username'`, `told->>'idnumber'`, `told->>'email'`)},
             ${folded(`told->>'lastname'`, `told->>'firstname'`)}, told
        FROM (SELECT DISTINCT ON (site_id, user_id) site_id, user_id, public_json->'user' AS told
                FROM completion_records ORDER BY site_id, user_id, change_seq DESC) AS latest`);
    await runner.query(`
      INSERT INTO courses (site_id, course_id, words, public_json)
      SELECT site_id, course_id,
             ${wordsOf(`told->>'fullname'`, `told->>'shortname'`, `told->>'idnumber'`)}, told
        FROM (SELECT DISTINCT ON (site_id, course_id) site_id, course_id, public_json->'course' AS told
                FROM completion_records ORDER BY site_id, course_id, change_seq DESC) AS latest`);
    await runner.query('CREATE INDEX ix_people_sort_name ON people (sort_name, site_id, user_id)');
    await runner.query('CREATE INDEX ix_people_words ON people USING gin (words)');
    await runner.query('CREATE INDEX ix_courses_words ON courses USING gin (words)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE people, courses');
  }
}
