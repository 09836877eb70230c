namespace Learning.Web.Demo;

/// <summary>The accounts of the demo district, one for each kind of work. They exist only where the demo has been seeded.</summary>
public static class DemoAccounts
{
    /// <summary>Printed on the sign-in page of a demo; opens nothing but fictional data.</summary>
    public const string Password = "lunxun-demo";

    public static IReadOnlyList<string> Names { get; } = ["member", "secretary", "town", "district", "author", "reviewer", "admin"];
}
