-- Sessions, what makes a task one of a session, and what their tasks stored.

CREATE TABLE session (
  shard_id INT NOT NULL,
  session_id BINARY(16) NOT NULL,
  tenant VARCHAR(128) NOT NULL,
  pool VARCHAR(128) NOT NULL,
  working_directory MEDIUMTEXT NOT NULL,
  client_key VARCHAR(128) NOT NULL,
  focus_area MEDIUMTEXT NOT NULL,
  created_us BIGINT NOT NULL,
  activity_us BIGINT NOT NULL,
  next_sequence BIGINT NOT NULL,
  counts VARCHAR(255) NOT NULL,
  removed INT NOT NULL,
  PRIMARY KEY (shard_id, session_id),
  INDEX session_by_removal (shard_id, removed, session_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row for each task of a session, beside its row in task. search is the title and the
-- description in lower case.
CREATE TABLE plan_task (
  shard_id INT NOT NULL,
  task_id BINARY(16) NOT NULL,
  session_id BINARY(16) NOT NULL,
  sequence BIGINT NOT NULL,
  parent_id BINARY(16) NOT NULL,
  status VARCHAR(16) NOT NULL,
  task_type VARCHAR(128) NOT NULL,
  specialist_type VARCHAR(16) NOT NULL,
  complexity VARCHAR(16) NOT NULL,
  created_us BIGINT NOT NULL,
  search MEDIUMTEXT NOT NULL,
  spec MEDIUMTEXT NOT NULL,
  detail MEDIUMTEXT NOT NULL,
  PRIMARY KEY (shard_id, task_id),
  INDEX plan_task_by_session (shard_id, session_id, sequence, task_id),
  INDEX plan_task_by_status (shard_id, session_id, status, sequence, task_id),
  INDEX plan_task_by_parent (shard_id, parent_id, sequence, task_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE artifact (
  shard_id INT NOT NULL,
  task_id BINARY(16) NOT NULL,
  name VARCHAR(128) NOT NULL,
  version INT NOT NULL,
  chunk INT NOT NULL,
  content MEDIUMBLOB NOT NULL,
  PRIMARY KEY (shard_id, task_id, name, version, chunk)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
