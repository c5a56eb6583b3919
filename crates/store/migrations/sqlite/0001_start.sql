-- Installation: companies, and who signs in. No statement here depends on a partner.

create table partner (
    id blob not null primary key,
    name text not null,
    mpn_id text not null,
    time_zone text not null,
    enrolled_on text,
    moved_from_pmc_on text,
    programmes text not null,
    market text not null,
    track text,
    created_at integer not null
) strict, without rowid;
create unique index partner_by_mpn_id on partner (mpn_id);

create table operator (
    id blob not null primary key,
    email text not null,
    name text not null,
    language text not null,
    created_at integer not null
) strict, without rowid;

create table credential (
    id blob not null primary key,
    partner_id blob references partner (id),
    user_id blob,
    operator_id blob references operator (id),
    email_key text not null,
    password_hash text not null,
    created_at integer not null,
    changed_at integer not null,
    check ((partner_id is null) = (user_id is null) and (partner_id is null) <> (operator_id is null))
) strict, without rowid;
create index credential_by_email on credential (email_key);
create unique index credential_by_user on credential (partner_id, user_id);
create unique index credential_by_operator on credential (operator_id);

create table session (
    id blob not null primary key,
    credential_id blob not null references credential (id),
    token_hash blob not null,
    created_at integer not null,
    last_seen_at integer not null,
    expires_at integer not null,
    device text not null
) strict, without rowid;
create unique index session_by_token on session (token_hash);
create index session_by_credential on session (credential_id);
create index session_by_expiry on session (expires_at);

create table failure (
    bucket blob not null primary key,
    failures integer not null,
    began_at integer not null
) strict, without rowid;
create index failure_by_begin on failure (began_at);

create table link (
    token_hash blob not null primary key,
    purpose text not null,
    partner_id blob references partner (id),
    user_id blob,
    operator_id blob references operator (id),
    expires_at integer not null
) strict, without rowid;

create table api_token (
    id blob not null primary key,
    partner_id blob not null references partner (id),
    maker blob not null,
    name text not null,
    role text not null,
    created_at integer not null,
    expires_at integer,
    last_used_at integer,
    ended_at integer,
    token_hash blob not null
) strict, without rowid;
create unique index api_token_by_hash on api_token (token_hash);
create index api_token_by_partner on api_token (partner_id);

-- Partner: every key begins with the partner, so that no row can refer to another partner's.

create table counter (
    partner_id blob not null primary key references partner (id),
    number integer not null
) strict, without rowid;

create table batch (
    partner_id blob not null references partner (id),
    id blob not null,
    kind text not null,
    begun integer,
    ended integer,
    primary key (partner_id, id)
) strict, without rowid;
create index batch_by_begin on batch (partner_id, begun);
create index batch_by_end on batch (partner_id, ended) where ended is not null;

create table change (
    partner_id blob not null references partner (id),
    number integer not null,
    at integer not null,
    actor_kind text not null,
    actor_id blob,
    action text not null,
    request text not null,
    batch_id blob,
    primary key (partner_id, number),
    foreign key (partner_id, batch_id) references batch (partner_id, id)
) strict, without rowid;

create table person (
    partner_id blob not null references partner (id),
    id blob not null,
    primary key (partner_id, id)
) strict, without rowid;

-- State: ordinary rows.

create table account (
    partner_id blob not null,
    user_id blob not null,
    email text not null,
    language text not null,
    created_at integer not null,
    ended_at integer,
    last_sign_in_at integer,
    primary key (partner_id, user_id),
    foreign key (partner_id, user_id) references person (partner_id, id)
) strict, without rowid;

create table role_grant (
    partner_id blob not null,
    user_id blob not null,
    role text not null,
    primary key (partner_id, user_id, role),
    foreign key (partner_id, user_id) references account (partner_id, user_id)
) strict, without rowid;

create table location (
    partner_id blob not null references partner (id),
    id blob not null,
    name text not null,
    mpn_id text not null,
    created_at integer not null,
    ended_at integer,
    primary key (partner_id, id)
) strict, without rowid;
create index location_by_mpn_id on location (mpn_id);

create table import (
    partner_id blob not null,
    id blob not null,
    uploaded_by blob not null,
    uploaded_at integer not null,
    file_name text not null,
    size integer not null,
    state text not null check (state in ('previewed', 'applying', 'applied', 'undone', 'cancelled')),
    attempt integer not null,
    rows_total integer not null,
    rows_written integer not null,
    lease_until integer,
    plan text not null,
    published integer,
    undone integer,
    primary key (partner_id, id),
    foreign key (partner_id, id) references batch (partner_id, id),
    foreign key (partner_id, uploaded_by) references person (partner_id, id)
) strict;

create table import_content (
    partner_id blob not null,
    import_id blob not null,
    content blob not null,
    primary key (partner_id, import_id),
    foreign key (partner_id, import_id) references import (partner_id, id)
) strict;

-- Facts: only ever added. A fact is current when its batch has begun and was not ended, and no such batch ended the fact.
-- The key begins with the batch, so that a batch lies together and needs no index of its own. There is no foreign key to
-- it, which would be asked for every fact: whoever adds facts makes their batch, or finds its import, in the same transaction.

create table person_detail (
    partner_id blob not null,
    batch_id blob not null,
    id blob not null,
    user_id blob not null,
    first_name text not null,
    last_name text not null,
    corporate_email text not null,
    email text not null,
    location text not null,
    technical integer not null,
    primary key (partner_id, batch_id, id),
    foreign key (partner_id, user_id) references person (partner_id, id)
) strict, without rowid;

create table employment (
    partner_id blob not null,
    batch_id blob not null,
    id blob not null,
    user_id blob not null,
    starts_on text,
    ends_on text,
    primary key (partner_id, batch_id, id),
    foreign key (partner_id, user_id) references person (partner_id, id)
) strict, without rowid;

create table association (
    partner_id blob not null,
    batch_id blob not null,
    id blob not null,
    user_id blob not null,
    source text not null,
    profile text not null,
    channel text not null,
    starts_on text,
    ends_on text,
    origin text not null,
    primary key (partner_id, batch_id, id),
    foreign key (partner_id, user_id) references person (partner_id, id)
) strict, without rowid;

create table achievement (
    partner_id blob not null,
    batch_id blob not null,
    id blob not null,
    source text not null,
    profile text not null,
    training_id text,
    title text not null,
    completed_on text not null,
    expires_on text,
    origin text not null,
    received_at integer not null,
    primary key (partner_id, batch_id, id)
) strict, without rowid;

create table metric_figure (
    partner_id blob not null,
    batch_id blob not null,
    id blob not null,
    metric text not null,
    month text,
    value text not null,
    primary key (partner_id, batch_id, id)
) strict, without rowid;

create table shown_standing (
    partner_id blob not null,
    batch_id blob not null,
    id blob not null,
    programme text not null,
    competency text not null,
    value text not null,
    seen_on text not null,
    primary key (partner_id, batch_id, id)
) strict, without rowid;

-- Facts lie in several tables; which one a row is about follows from its id.
create table fact_end (
    partner_id blob not null,
    fact_id blob not null,
    batch_id blob not null,
    primary key (partner_id, fact_id, batch_id)
) strict, without rowid;
create index fact_end_by_batch on fact_end (partner_id, batch_id);

-- Without knowledge of the data SQLite takes a partner for ten rows and would read all of them to find a batch.
analyze sqlite_schema;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('batch', 'batch', '1000 500 1'),
    ('batch', 'batch_by_begin', '1000 500 1'),
    ('batch', 'batch_by_end', '100 50 1'),
    ('person_detail', 'person_detail', '100000 50000 100 1'),
    ('employment', 'employment', '100000 50000 100 1'),
    ('association', 'association', '100000 50000 100 1'),
    ('achievement', 'achievement', '100000 50000 100 1'),
    ('metric_figure', 'metric_figure', '100000 50000 100 1'),
    ('shown_standing', 'shown_standing', '100000 50000 100 1'),
    ('fact_end', 'fact_end', '100000 50000 1 1'),
    ('fact_end', 'fact_end_by_batch', '100000 50000 100');
analyze sqlite_schema;
