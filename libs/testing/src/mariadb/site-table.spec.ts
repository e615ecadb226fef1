import { mysqlTableSql } from './site-table';

describe('a table of a site on MySQL', () => {
  it('has the types that Totara gives it there', () => {
    const sql = mysqlTableSql({
      name: 'ttr_course_completions',
      columns: [
        { name: 'id', type: 'bigint', isRequired: true, default: `nextval('ttr_id_seq'::regclass)` },
        { name: 'timecompleted', type: 'bigint', isRequired: false, default: null },
        { name: 'status', type: 'smallint', isRequired: true, default: '0' },
        { name: 'newsitems', type: 'integer', isRequired: false, default: null },
        {
          name: 'rpl',
          type: 'character varying(255)',
          isRequired: false,
          default: `'it''s'::character varying`,
        },
        { name: 'rplgrade', type: 'numeric(10,5)', isRequired: false, default: null },
        { name: 'description', type: 'text', isRequired: false, default: null },
      ],
      indexes: [
        { columns: ['userid', 'course'], isUnique: true },
        { columns: ['status'], isUnique: false },
      ],
    });

    expect(sql.split('\n').map((line) => line.trim())).toEqual([
      'CREATE TABLE `ttr_course_completions` (',
      '`id` BIGINT NOT NULL AUTO_INCREMENT,',
      '`timecompleted` BIGINT,',
      '`status` SMALLINT NOT NULL DEFAULT 0,',
      '`newsitems` INT,',
      "`rpl` VARCHAR(255) DEFAULT 'it''s',",
      '`rplgrade` DECIMAL(10,5),',
      '`description` LONGTEXT,',
      'PRIMARY KEY (`id`),',
      'UNIQUE KEY `ix_0` (`userid`, `course`),',
      'KEY `ix_1` (`status`)',
      ') ENGINE=InnoDB ROW_FORMAT=DYNAMIC',
      'DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci',
    ]);
  });

  it('refuses a type that no site has', () => {
    const table = {
      name: 'ttr_x',
      columns: [{ name: 'at', type: 'timestamp with time zone', isRequired: true, default: null }],
      indexes: [],
    };

    expect(() => mysqlTableSql(table)).toThrow('No column of Totara has the type timestamp with time zone.');
  });
});
