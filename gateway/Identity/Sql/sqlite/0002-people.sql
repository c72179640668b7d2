-- People: phones, codes, sign-ins, second factors, invitations, and the history of roles.
CREATE TABLE IF NOT EXISTS "Phones" (
    "Account" TEXT NOT NULL CONSTRAINT "PK_Phones" PRIMARY KEY,
    "Index" TEXT NOT NULL,
    "Sealed" TEXT NOT NULL
);


CREATE TABLE IF NOT EXISTS "PhoneCodes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_PhoneCodes" PRIMARY KEY,
    "Index" TEXT NOT NULL,
    "Sealed" TEXT NOT NULL,
    "Hash" TEXT NOT NULL,
    "Minute" INTEGER NOT NULL,
    "SentAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "Over" INTEGER NOT NULL,
    "Shown" TEXT NULL
);


CREATE TABLE IF NOT EXISTS "Sessions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Sessions" PRIMARY KEY,
    "Account" TEXT NOT NULL,
    "Method" TEXT NOT NULL,
    "SecondFactor" INTEGER NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "SeenAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "Device" TEXT NOT NULL,
    "EndedAt" INTEGER NULL
);


CREATE TABLE IF NOT EXISTS "Factors" (
    "Account" TEXT NOT NULL CONSTRAINT "PK_Factors" PRIMARY KEY,
    "Key" TEXT NOT NULL,
    "ConfirmedAt" INTEGER NULL,
    "LastStep" INTEGER NOT NULL,
    "Recovery" TEXT NOT NULL
);


CREATE TABLE IF NOT EXISTS "Invitations" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Invitations" PRIMARY KEY,
    "Hash" TEXT NOT NULL,
    "Phone" TEXT NULL,
    "Name" TEXT NOT NULL,
    "Roles" TEXT NOT NULL,
    "By" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "AcceptedBy" TEXT NULL,
    "AcceptedAt" INTEGER NULL,
    "RevokedAt" INTEGER NULL
);


CREATE TABLE IF NOT EXISTS "GrantChanges" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_GrantChanges" PRIMARY KEY AUTOINCREMENT,
    "At" INTEGER NOT NULL,
    "By" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Role" TEXT NOT NULL,
    "Unit" TEXT NOT NULL,
    "Given" INTEGER NOT NULL,
    "Reason" TEXT NULL
);


CREATE UNIQUE INDEX IF NOT EXISTS "IX_Phones_Index" ON "Phones" ("Index");


CREATE UNIQUE INDEX IF NOT EXISTS "IX_PhoneCodes_Index_Minute" ON "PhoneCodes" ("Index", "Minute");


CREATE INDEX IF NOT EXISTS "IX_PhoneCodes_SentAt" ON "PhoneCodes" ("SentAt");


CREATE INDEX IF NOT EXISTS "IX_Sessions_Account" ON "Sessions" ("Account");


CREATE INDEX IF NOT EXISTS "IX_Sessions_ExpiresAt" ON "Sessions" ("ExpiresAt");


CREATE UNIQUE INDEX IF NOT EXISTS "IX_Invitations_Hash" ON "Invitations" ("Hash");


CREATE INDEX IF NOT EXISTS "IX_Invitations_Phone" ON "Invitations" ("Phone");


CREATE INDEX IF NOT EXISTS "IX_GrantChanges_Subject" ON "GrantChanges" ("Subject");
