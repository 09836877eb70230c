using Learning.Web.Verbs;

return await CommandLine.RunAsync(args);

/// <summary>Named so that tests can start the site.</summary>
public sealed partial class Program;
