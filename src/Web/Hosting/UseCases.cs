using Learning.Courses;

namespace Learning.Web.Hosting;

/// <summary>
/// Makes every use case of the domain available to controllers and jobs: each public class of Learning.Courses that has one
/// public RunAsync and is asked of the database. Found by shape, so that adding a use case is adding one file. Recounts likewise.
/// </summary>
public static class UseCases
{
    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        foreach (var type in typeof(Refusal).Assembly.GetExportedTypes().Where(IsUseCase))
        {
            services.AddScoped(type);
        }

        foreach (var type in typeof(Refusal).Assembly.GetExportedTypes().Where(t => t is { IsClass: true } && t.IsAssignableTo(typeof(IRecount))))
        {
            services.AddScoped(typeof(IRecount), type);
        }

        return services;
    }

    private static bool IsUseCase(Type type) =>
        type is { IsClass: true, IsAbstract: false } && type.GetMethods().Any(m => m.Name is "RunAsync" && !m.IsStatic);
}
