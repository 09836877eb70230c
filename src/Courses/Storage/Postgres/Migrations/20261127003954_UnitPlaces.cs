using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Courses.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class UnitPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "East",
                table: "units",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "North",
                table: "units",
                type: "integer",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "East",
                table: "units");

            migrationBuilder.DropColumn(
                name: "North",
                table: "units");
        }
    }
}
