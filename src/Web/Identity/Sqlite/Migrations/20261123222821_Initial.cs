using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Web.Identity.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "identity_account",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_dataprotectionkey",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_dataprotectionkey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_openiddictentityframeworkcoreapplication",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ApplicationType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    ClientId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ClientSecret = table.Column<string>(type: "TEXT", nullable: true),
                    ClientType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    ConcurrencyToken = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    ConsentType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    DisplayNames = table.Column<string>(type: "TEXT", nullable: true),
                    JsonWebKeySet = table.Column<string>(type: "TEXT", nullable: true),
                    Permissions = table.Column<string>(type: "TEXT", nullable: true),
                    PostLogoutRedirectUris = table.Column<string>(type: "TEXT", nullable: true),
                    Properties = table.Column<string>(type: "TEXT", nullable: true),
                    RedirectUris = table.Column<string>(type: "TEXT", nullable: true),
                    Requirements = table.Column<string>(type: "TEXT", nullable: true),
                    Settings = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_openiddictentityframeworkcoreapplication", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_openiddictentityframeworkcorescope",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ConcurrencyToken = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Description = table.Column<string>(type: "TEXT", nullable: true),
                    Descriptions = table.Column<string>(type: "TEXT", nullable: true),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    DisplayNames = table.Column<string>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Properties = table.Column<string>(type: "TEXT", nullable: true),
                    Resources = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_openiddictentityframeworkcorescope", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_identityuserclaim",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_identityuserclaim", x => x.Id);
                    table.ForeignKey(
                        name: "FK_identity_identityuserclaim_identity_account_UserId",
                        column: x => x.UserId,
                        principalTable: "identity_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_identityuserlogin",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_identityuserlogin", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_identity_identityuserlogin_identity_account_UserId",
                        column: x => x.UserId,
                        principalTable: "identity_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_identityusertoken",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_identityusertoken", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_identity_identityusertoken_identity_account_UserId",
                        column: x => x.UserId,
                        principalTable: "identity_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_openiddictentityframeworkcoreauthorization",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ApplicationId = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyToken = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    CreationDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Properties = table.Column<string>(type: "TEXT", nullable: true),
                    Scopes = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_openiddictentityframeworkcoreauthorization", x => x.Id);
                    table.ForeignKey(
                        name: "FK_identity_openiddictentityframeworkcoreauthorization_identity_openiddictentityframeworkcoreapplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "identity_openiddictentityframeworkcoreapplication",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "identity_openiddictentityframeworkcoretoken",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ApplicationId = table.Column<string>(type: "TEXT", nullable: true),
                    AuthorizationId = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyToken = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    CreationDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExpirationDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Payload = table.Column<string>(type: "TEXT", nullable: true),
                    Properties = table.Column<string>(type: "TEXT", nullable: true),
                    RedemptionDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReferenceId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Type = table.Column<string>(type: "TEXT", maxLength: 150, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_openiddictentityframeworkcoretoken", x => x.Id);
                    table.ForeignKey(
                        name: "FK_identity_openiddictentityframeworkcoretoken_identity_openiddictentityframeworkcoreapplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "identity_openiddictentityframeworkcoreapplication",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_identity_openiddictentityframeworkcoretoken_identity_openiddictentityframeworkcoreauthorization_AuthorizationId",
                        column: x => x.AuthorizationId,
                        principalTable: "identity_openiddictentityframeworkcoreauthorization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "identity_account",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_identity_account_MemberId",
                table: "identity_account",
                column: "MemberId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "identity_account",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_identityuserclaim_UserId",
                table: "identity_identityuserclaim",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_identity_identityuserlogin_UserId",
                table: "identity_identityuserlogin",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_identity_openiddictentityframeworkcoreapplication_ClientId",
                table: "identity_openiddictentityframeworkcoreapplication",
                column: "ClientId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_openiddictentityframeworkcoreauthorization_ApplicationId_Status_Subject_Type",
                table: "identity_openiddictentityframeworkcoreauthorization",
                columns: new[] { "ApplicationId", "Status", "Subject", "Type" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_openiddictentityframeworkcorescope_Name",
                table: "identity_openiddictentityframeworkcorescope",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_openiddictentityframeworkcoretoken_ApplicationId_Status_Subject_Type",
                table: "identity_openiddictentityframeworkcoretoken",
                columns: new[] { "ApplicationId", "Status", "Subject", "Type" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_openiddictentityframeworkcoretoken_AuthorizationId",
                table: "identity_openiddictentityframeworkcoretoken",
                column: "AuthorizationId");

            migrationBuilder.CreateIndex(
                name: "IX_identity_openiddictentityframeworkcoretoken_ReferenceId",
                table: "identity_openiddictentityframeworkcoretoken",
                column: "ReferenceId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_dataprotectionkey");

            migrationBuilder.DropTable(
                name: "identity_identityuserclaim");

            migrationBuilder.DropTable(
                name: "identity_identityuserlogin");

            migrationBuilder.DropTable(
                name: "identity_identityusertoken");

            migrationBuilder.DropTable(
                name: "identity_openiddictentityframeworkcorescope");

            migrationBuilder.DropTable(
                name: "identity_openiddictentityframeworkcoretoken");

            migrationBuilder.DropTable(
                name: "identity_account");

            migrationBuilder.DropTable(
                name: "identity_openiddictentityframeworkcoreauthorization");

            migrationBuilder.DropTable(
                name: "identity_openiddictentityframeworkcoreapplication");
        }
    }
}
